import { Head, To } from '../../parts/bits';
import { Failure } from '../../parts/refusal';
import { Time } from '../../parts/time';
import { useGet } from '../../parts/use-load';
import { askStart } from './changes';
import { DefinitionDiagram } from './diagram';

export function DefinitionPage({ name, version }: { name: string; version?: string }) {
  const { data, error } = useGet('listDefinitionVersions', { name });
  const shown = version ?? (data ? String(data.latestVersion) : undefined);
  return (
    <>
      <Head title={name} up={{ page: 'workflow', title: 'Workflow' }}>
        <button type="button" class="main" onClick={() => askStart([name])}>
          Start an instance
        </button>
      </Head>
      {error ? <Failure error={error} /> : null}
      {shown && (
        <section class="card" aria-labelledby="diagram">
          <h2 id="diagram">Version {shown}</h2>
          <DefinitionDiagram name={name} version={shown} />
        </section>
      )}
      {data && (
        <section class="card" aria-labelledby="versions">
          <h2 id="versions">Versions</h2>
          <ul class="feed">
            {data.items.map((one) => (
              <li key={one.version}>
                <To page="workflow" id={['definitions', name, String(one.version)]}>
                  Version {one.version}
                </To>
                <Time at={one.createdAt} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
