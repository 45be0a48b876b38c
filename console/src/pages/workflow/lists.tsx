import { filterOf } from '../../app/router';
import { Head, State, To } from '../../parts/bits';
import { Choose, Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { useCalm, useEffectsOf, useList } from '../../parts/use-load';
import { askStart } from './changes';

export function WorkflowLists() {
  const definitions = useList('listDefinitions', {}, [useEffectsOf('definition.')]);
  const names = definitions.data?.map(({ name }) => name) ?? [];
  return (
    <>
      <Head title="Workflow">
        <button type="button" class="main" disabled={!definitions.data} onClick={() => askStart(names)}>
          Start an instance
        </button>
      </Head>
      <section class="card" aria-labelledby="definitions">
        <h2 id="definitions">Definitions</h2>
        <ListTable
          list={definitions}
          caption="Definitions"
          empty="There is none yet."
          keyOf={({ name }) => name}
          columns={[
            { name: 'Definition', cell: ({ name }) => <To page="workflow" id={['definitions', name]} /> },
            { name: 'Latest version', number: true, cell: ({ latestVersion }) => latestVersion },
          ]}
        />
      </section>
      <Instances names={names} />
    </>
  );
}

function Instances({ names }: { names: string[] }) {
  const heard = useEffectsOf('instance.');
  const definition = filterOf('definition');
  const state = useCalm(filterOf('state'));
  // The service finds a state only with its definition; without one, it is looked for in what was read.
  const query = { definition, state: definition ? state : undefined };
  const list = useList('listInstances', { query }, [heard]);
  return (
    <section class="card" aria-labelledby="instances">
      <h2 id="instances">Instances</h2>
      <div class="filters">
        <Choose name="definition" label="Definition" choices={names} />
        <Search name="state" label="State" placeholder="pending" />
      </div>
      <ListTable
        list={{ ...list, data: list.data?.filter((one) => !state || one.state === state) }}
        caption="Instances, the newest first"
        empty={
          <>
            <strong>No instance matches</strong> Start one with the button above.
          </>
        }
        keyOf={({ id }) => id}
        columns={[
          { name: 'Instance', cell: ({ id }) => <To page="workflow" id={['instances', id]} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          {
            name: 'Definition',
            cell: ({ definition, definitionVersion }) => (
              <To page="workflow" id={['definitions', definition, String(definitionVersion)]}>
                {definition} {definitionVersion}
              </To>
            ),
          },
          { name: 'Changed', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
        ]}
      />
    </section>
  );
}
