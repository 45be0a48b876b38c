export { SweeperState, SweepRun } from './dto/sweeper.dto';
export { ScheduledSweeper } from './scheduled-sweeper';
export { Rounds } from './rounds';
export { KnownStores } from './stores';
export { SweepOverview } from './overview';
export { Due, Sweep, toDue, toSweepRun, Vanished } from './sweep';
