import type { Schemas } from '@countinghouse/client';
import { Fact, Head, To, Who } from '../../parts/bits';
import { Failure } from '../../parts/refusal';
import { Time } from '../../parts/time';
import { useEffectsOf, useGet, useList } from '../../parts/use-load';
import { textOfValue } from '../../parts/values';
import { askMove } from './changes';
import { InstanceDiagram } from './diagram';

export function InstancePage({ id }: { id: string }) {
  const heard = useEffectsOf('instance.');
  const { data: instance, error } = useGet('getInstance', { id }, [heard]);
  return (
    <>
      <Head title={id} state={instance?.state} up={{ page: 'workflow', title: 'Workflow' }}>
        {instance?.allowedTransitions.map((to) => (
          <button key={to} type="button" onClick={() => askMove(instance, to)}>
            {to}
          </button>
        ))}
      </Head>
      {error ? <Failure error={error} /> : null}
      {instance && (
        <>
          <Facts instance={instance} />
          <section class="card" aria-labelledby="diagram">
            <h2 id="diagram">Where it is</h2>
            <InstanceDiagram instance={instance} />
          </section>
          <Path id={id} heard={heard} />
        </>
      )}
    </>
  );
}

function Facts({
  instance: { definition, definitionVersion, data, createdAt, allowedTransitions },
}: {
  instance: Schemas['Instance'];
}) {
  return (
    <section class="card" aria-label="Instance">
      <dl class="facts">
        <Fact name="Definition">
          <To page="workflow" id={['definitions', definition, String(definitionVersion)]}>
            {definition} {definitionVersion}
          </To>
        </Fact>
        <Fact name="Started">
          <Time at={createdAt} />
        </Fact>
        <Fact name="Data">{textOfValue('', data)}</Fact>
        <Fact name="May go to">{allowedTransitions.join(', ') || 'nowhere: it is at its end'}</Fact>
      </dl>
    </section>
  );
}

/** The way that an instance took. */
function Path({ id, heard }: { id: string; heard: number }) {
  const { data, error, more } = useList('listInstanceHistory', { id }, [heard]);
  return (
    <section class="card" aria-labelledby="path">
      <h2 id="path">Path</h2>
      {error ? <Failure error={error} /> : null}
      <ol class="timeline">
        {data?.map(({ sequence, from, to, at, actor, data }) => (
          <li key={sequence}>
            <p>
              <strong>{from ? `${from} → ${to}` : to}</strong> <Time at={at} /> <Who actor={actor} />
            </p>
            {data ? <p class="data">{textOfValue('', data)}</p> : null}
          </li>
        ))}
      </ol>
      {more && (
        <button type="button" onClick={more}>
          Show more
        </button>
      )}
    </section>
  );
}
