export { ScheduledSweeper } from './scheduled-sweeper';
export { Due, Sweep, SweepOverview, SweepRun, toDue, toSweepRun } from './sweep';
export { Sweeper, SweeperStatus } from './sweeper';
