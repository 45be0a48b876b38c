export { Due, Sweep, SweepRun } from './sweep';
export { Sweeper, SweeperStatus } from './sweeper';
