import type { Schemas } from '@countinghouse/client';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../../parts/refusal';
import { Loaded, useGet } from '../../parts/use-load';

const query = { format: 'svg' } as const;

export function DefinitionDiagram({ name, version }: { name: string; version: string }) {
  const drawn = useGet('drawDefinition', { name, n: version, query });
  return <Diagram drawn={drawn} alt={`States of ${name} version ${version}, and the ways between them`} />;
}

/** Drawn anew whenever it has moved. */
export function InstanceDiagram({ instance }: { instance: Schemas['Instance'] }) {
  const { id, definition, state, version } = instance;
  const drawn = useGet('drawInstance', { id, query }, [version]);
  return <Diagram drawn={drawn} alt={`States of ${definition}; ${id} is ${state}`} />;
}

/** A diagram that the service draws. It is read with the key, so that an address alone would not do. */
function Diagram({ drawn: { data, error }, alt }: { drawn: Loaded<string>; alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (data === undefined) return;
    const made = URL.createObjectURL(new Blob([data], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (error) return <Failure error={error} />;
  return <div class="diagram">{url && <img src={url} alt={alt} />}</div>;
}
