export interface Persistence {
  /** Most attempts at a call. */
  attempts: number;
  /** Pause before the second attempt, doubled before each further one; where there is a `Retry-After`, that counts. */
  pauseMs: number;
}

type Fetch = (request: Request) => Promise<Response>;

const LONGEST_PAUSE_MS = 10_000;

/**
 * Repeats a request whose outcome is unknown, or that the service asks to repeat (503), with the key that it has. A 4xx is an
 * answer. An answer counts once all of it has come.
 */
export function persistentFetch(send: Fetch, { attempts, pauseMs }: Persistence): Fetch {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts || !mayRepeat(request);
      try {
        const response = await wholeOf(await send(request.clone()));
        if (response.status !== 503 || isLast) return response;
        await pause(retryAfterMs(response) ?? backOffMs(attempt, pauseMs), request.signal);
      } catch (error) {
        if (isLast || request.signal.aborted) throw error;
        await pause(backOffMs(attempt, pauseMs), request.signal);
      }
    }
  };
}

/** A read changes nothing; a change has its effect once by its key. */
function mayRepeat({ method, headers }: Request): boolean {
  return method === 'GET' || headers.has('idempotency-key');
}

/** A connection that breaks off in the middle of a body is found here. */
async function wholeOf(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  const { status, statusText, headers } = response;
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}

export function retryAfterMs({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}

/** With jitter, so that callers that failed together do not come back together. */
function backOffMs(attempt: number, pauseMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

export function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    if (signal?.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
