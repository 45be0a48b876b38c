import { DefinitionPage } from './definition';
import { InstancePage } from './instance';
import { WorkflowLists } from './lists';

/** `/workflow`, `/workflow/definitions/<name>[/<version>]`, `/workflow/instances/<id>`. */
export function WorkflowPages({ parts: [kind, id, version] }: { parts: string[] }) {
  if (kind === 'definitions' && id) return <DefinitionPage name={id} version={version} />;
  if (kind === 'instances' && id) return <InstancePage id={id} />;
  return <WorkflowLists />;
}
