import supertest from 'supertest';
import { StoreCalls } from '../house';

export type Call = (request: supertest.Test) => Promise<supertest.Response>;

export interface Guide {
  url: string;
  store: StoreCalls;
  call: Call;
  get: (path: string) => ReturnType<Call>;
  post: (path: string, body?: object) => ReturnType<Call>;
  put: (path: string, body: object) => ReturnType<Call>;
}
