export { SweeperState, SweepRun } from './dto/sweeper.dto';
export { ScheduledSweeper } from './scheduled-sweeper';
export { Due, Sweep, SweepOverview, toDue, toSweepRun, Vanished } from './sweep';
