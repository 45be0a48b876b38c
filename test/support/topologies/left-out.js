/** Files of test/e2e that mean nothing on some ways of running Redis, and why. */
const LEFT_OUT = [
  {
    spec: 'access/limits.spec.ts',
    why: 'pauses the one Redis, which a cluster or a Sentinel replaces meanwhile',
  },
  { spec: 'body-costs.spec.ts', why: 'measures the CPU that bodies take before anything reaches Redis' },
  { spec: 'ledger/dropped-reply.spec.ts', why: 'loses replies between the service and one unix socket' },
  { spec: 'operations/log.spec.ts', why: 'pauses the one Redis, and fills its memory' },
  {
    spec: 'operations/metrics.spec.ts',
    why: 'is about the memory and the file of the one Redis, by its socket',
  },
  { spec: 'operations/readiness.spec.ts', why: 'kills the one Redis, and makes it a replica of nothing' },
];

exports.LEFT_OUT = LEFT_OUT;
