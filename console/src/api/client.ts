import { createClient, type Schemas } from '@countinghouse/client';
import { computed } from '@preact/signals';
import { answered, away } from '../app/connection';
import { apiKey, keyRefused, storeName } from '../app/session';

/** Whoever looks on is told soon that there is no answer, and whether to wait is for them to say. */
const RETRY = { attempts: 3, pauseMs: 300 };

/** The client of the service, with the key of this tab, for the store that is shown. */
export const client = computed(() =>
  createClient({
    baseUrl: location.origin,
    store: storeName.value,
    apiKey: apiKey.value || undefined,
    fetch: reach,
    retry: RETRY,
  }),
);

/** Sends a request, and notes whether the service answers and takes the key. */
async function reach(request: Request): Promise<Response> {
  const response = await fetch(request).catch((error: unknown) => {
    if (!request.signal.aborted) away();
    throw error;
  });
  answered();
  if (response.status === 401) keyRefused(await reasonIn(response.clone()));
  return response;
}

const reasonIn = (response: Response): Promise<string> =>
  response.json().then(
    ({ detail }: Schemas['Problem']) => detail,
    () => 'The API key was refused.',
  );
