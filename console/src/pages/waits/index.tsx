import { WaitList } from './list';
import { WaitPage } from './wait';

/** `/waits` and `/waits/<id>`. */
export function WaitPages({ parts: [id] }: { parts: string[] }) {
  return id ? <WaitPage id={id} /> : <WaitList />;
}
