export { SweeperState, SweepRun } from './dto/sweeper.dto';
export { ScheduledSweeper } from './scheduled-sweeper';
export { SweepOverview } from './overview';
export { Due, Sweep, toDue, toSweepRun, Vanished } from './sweep';
