const AT_ONCE = 6;
const TRIES = 4;
/**
 * Codes that a later run meets, when the keys of an earlier one are forgotten; and that of a service without a
 * WEBHOOK_SECRET_KEY, whose shop is whole without a webhook.
 */
const AS_IT_SHOULD_BE =
  /_ALREADY_E|^INVALID_STATE$|^STATE_MISMATCH$|^RESERVATION_EXPIRED$|_EXCEEDED$|^WEBHOOKS_OFF$/;

/** Calls to one store. Each has a key that says what it is for, so that a second run repeats and does not add. */
export class Api {
  done = 0;
  kept = 0;

  constructor(base, store, key) {
    Object.assign(this, { base, store, key });
  }

  static async open(base, store, key) {
    const api = new Api(base, store, key);
    const found = await api.#call('GET', '');
    if (!found.ok) throw new Error(textOf(found, await found.json().catch(() => ({}))));
    return api;
  }

  async get(path) {
    const response = await this.#call('GET', path);
    return response.ok ? response.json() : undefined;
  }

  post(path, body, key) {
    return this.#change('POST', path, body, key);
  }

  put(path, body, key) {
    return this.#change('PUT', path, body, key);
  }

  /** Runs a step for each item, a few at a time. */
  async each(items, step) {
    const left = [...items.entries()];
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) await step(next[1], next[0]);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Undefined where it is refused as it should be. */
  async #change(method, path, body, key) {
    const response = await this.#call(method, path, body, `demo ${key ?? path}`.replaceAll(' ', '-'));
    this.done++;
    if (response.headers.get('idempotent-replayed') === 'true') this.kept++;
    if (response.ok) return response.json();
    const problem = await response.json().catch(() => ({}));
    if (!AS_IT_SHOULD_BE.test(problem.code))
      throw new Error(`${method} ${path}: ${textOf(response, problem)}`);
    this.kept++;
    return undefined;
  }

  async #call(method, path, body, key) {
    const headers = {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
      ...(this.key ? { authorization: `Bearer ${this.key}` } : {}),
    };
    const url = `${this.base}/v1/stores/${this.store}${path}`;
    for (let tried = 1; ; tried++) {
      const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) }).catch(
        () => undefined,
      );
      if (response && response.status !== 503 && response.status !== 429) return response;
      if (tried === TRIES && response) return response;
      if (tried === TRIES)
        throw new Error(`Nobody answers at ${this.base}: start the service first (npm start).`);
      await new Promise((resolve) => setTimeout(resolve, tried * 500));
    }
  }
}

function textOf({ status, statusText }, { code = '', detail = statusText }) {
  return `${status} ${code}: ${detail}`;
}
