import supertest from 'supertest';
import { SERVICE_HEADER } from './switch';

/** Set by jest.proxy.config.js: where Prism listens. */
export const PROXY_VARIABLE = 'TEST_PROXY';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Violation {
  location: string[];
  message: string;
}

/** A call to a service, past Prism where it stands before it: then an answer that differs from openapi.json fails. */
export function callDocumented(url: string, method: Method, path: string): supertest.Test {
  const proxy = process.env[PROXY_VARIABLE];
  if (proxy === undefined) return supertest(url)[method](path);
  const headers = { [SERVICE_HEADER]: url, connection: 'close' };
  return supertest(proxy)[method](path).set(headers).expect(expectDocumented);
}

function expectDocumented(response: supertest.Response): void {
  const found = JSON.parse(response.headers['sl-violations'] ?? '[]') as Violation[];
  const answers = found.filter(({ location }) => location[0] === 'response');
  if (answers.length > 0) throw new Error(`not as openapi.json says: ${JSON.stringify(answers)}`);
}
