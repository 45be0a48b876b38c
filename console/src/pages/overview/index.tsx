import { Head } from '../../parts/bits';
import { Health } from './health';
import { LowStock } from './low-stock';
import { Open } from './open';
import { Recent } from './recent';
import { Redis, Sweepers, useMetrics } from './metrics';
import { Pace } from './pace';

/** For whoever is on call: whether all is well, and how busy it is. */
export function Overview() {
  const metrics = useMetrics();
  return (
    <>
      <Head title="Overview" />
      <div class="tiles">
        <Pace metrics={metrics} />
        <Health />
        <Open />
        <Sweepers metrics={metrics} />
        <Redis metrics={metrics} />
        <LowStock />
        <Recent />
      </div>
    </>
  );
}
