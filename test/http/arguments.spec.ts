import { Controller, Get, Param, PipeTransform, Query } from '@nestjs/common';
import { RouterExecutionContext } from '@nestjs/core/router/router-execution-context';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { takeArgumentsInOneGo } from '../../src/platform/http/arguments';
import { House } from '../support/house';

const router = RouterExecutionContext.prototype;
const methodOf = (): typeof router.createPipesFn => Reflect.get(router, 'createPipesFn');
const nests = methodOf();
afterEach(() => {
  router.createPipesFn = nests;
});

const upper: PipeTransform<string, string> = { transform: (value) => value.toUpperCase() };
const later: PipeTransform<string, Promise<string>> = { transform: async (value) => `${value}, later` };
const refuse: PipeTransform = {
  transform: (value: string) => {
    throw new Error(`refused ${value}`);
  },
};

@Controller()
class Words {
  @Get('pair/:first')
  pair(@Param('first', upper) first: string, @Query('second', later, upper) second: string): string {
    return `${first} ${second}`;
  }

  @Get('refused/:first')
  refused(@Param('first', refuse) first: string): string {
    return first;
  }

  @Get('none')
  none(): string {
    return 'none';
  }
}

async function ask(...paths: string[]): Promise<string[]> {
  const module = await Test.createTestingModule({ controllers: [Words] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await app.init();
  const answers: string[] = [];
  for (const url of paths) answers.push((await app.inject({ url })).body);
  await app.close();
  return answers;
}

it('the service replaces the method by which Nest takes arguments', async () => {
  const house = await House.open();
  await house.close();
  expect(methodOf()).not.toBe(nests);
});

// Without this, a Nest that asks elsewhere would take its own way again, slower and with nobody told.
it('Nest asks the replaced method for each handler with arguments, and calls its result for each request', async () => {
  takeArgumentsInOneGo();
  const ours = methodOf();
  const taken: unknown[][] = [];
  router.createPipesFn = function (...given) {
    const take = ours.apply(this, given);
    if (!take) return take;
    return async (args, ...rest) => {
      await take(args, ...rest);
      taken.push([...(args as unknown[])]);
    };
  };
  expect(await ask('/pair/a?second=b', '/pair/c?second=d', '/none')).toEqual([
    'A B, LATER',
    'C D, LATER',
    'none',
  ]);
  expect(taken).toEqual([
    ['A', 'B, LATER'],
    ['C', 'D, LATER'],
  ]);
});

it("answers what Nest's own way answers, also to what a pipe refuses", async () => {
  const paths = ['/pair/a?second=b', '/refused/a', '/none'];
  const byNest = await ask(...paths);
  takeArgumentsInOneGo();
  expect(await ask(...paths)).toEqual(byNest);
});
