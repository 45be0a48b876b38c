import { useEffect, useState } from 'preact/hooks';
import { getText } from '../../api/call';
import { Failure } from '../../parts/refusal';
import { useLoad } from '../../parts/use-load';

/** A diagram that the service draws. It is read with the key, so that an address alone would not do. */
export function Diagram({ path, alt, heard }: { path: string; alt: string; heard?: number }) {
  const { data, error } = useLoad((signal) => getText(path, { format: 'svg' }, signal), [path, heard]);
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
