/**
 * A POST with three arguments and nothing behind it, in the service's own way or with one of its short cuts left out
 * (WITHOUT). Client and service are one process, so that other work on the machine cannot change how many calls come at
 * once. Prints the CPU µs of a call, as the least slices have it.
 */
import { connect, Socket } from 'node:net';
import {
  Body,
  Controller,
  createParamDecorator,
  ExecutionContext,
  Module,
  Param,
  Post,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyInstance, FastifyRequest } from 'fastify';
import { takeArgumentsInOneGo } from '../../src/platform/http/arguments';
import { acceptJsonOnly } from '../../src/platform/http/body-reader';
import { IsQuantity } from '../../src/platform/http/fields';
import { parseBody } from '../../src/platform/http/json-body';
import { StorePath } from '../../src/platform/http/store-path.dto';
import { validationPipe } from '../../src/platform/http/validation-pipe';

const BURST = 32;
const WARM_UP = 250;
const SLICES = 150;
const BURSTS_OF_A_SLICE = 6;
/** Not the very least, which may be a slice that the clock cut short. */
const LEAST = 0.05;

const Key = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'],
);

class Quantity {
  @IsQuantity()
  quantity: number;
}

@Controller('v1/stores/:store')
class Echo {
  @Post('deductions')
  deduct(@Key() key: string, @Param() { store }: StorePath, @Body() { quantity }: Quantity): object {
    return { key, store, quantity };
  }
}

@Module({ controllers: [Echo] })
class EchoModule {}

async function listen(without: string): Promise<number> {
  if (without !== 'arguments') takeArgumentsInOneGo();
  const options = { logger: false, bodyParser: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(EchoModule, new FastifyAdapter(), options);
  const fastify = app.getHttpAdapter().getInstance();
  if (without === 'bodies') letFastifyRead(fastify);
  else acceptJsonOnly(fastify);
  app.useGlobalPipes(validationPipe());
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as { port: number }).port;
}

function letFastifyRead(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseBody(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

const BODY = '{"quantity":1}';
const HEADERS = `Host: a\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}`;
const REQUESTS = `POST /v1/stores/main/deductions HTTP/1.1\r\n${HEADERS}\r\n\r\n${BODY}`.repeat(BURST);

/** Sends as many requests at once, and resolves when all are answered. */
function burst(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let answers = '';
    const read = (chunk: Buffer): void => {
      answers += chunk.toString('latin1');
      if (/HTTP\/1\.1 [45]/.test(answers)) reject(new Error(answers));
      // The end of the last body: none of them holds another brace.
      if (answers.split('}').length <= BURST) return;
      socket.off('data', read);
      resolve();
    };
    socket.on('data', read).write(REQUESTS);
  });
}

async function main(): Promise<void> {
  const socket = connect(await listen(process.env.WITHOUT ?? ''), '127.0.0.1');
  for (let i = 0; i < WARM_UP; i++) await burst(socket);
  const micros: number[] = [];
  for (let slice = 0; slice < SLICES; slice++) {
    const before = process.cpuUsage();
    for (let i = 0; i < BURSTS_OF_A_SLICE; i++) await burst(socket);
    const { user, system } = process.cpuUsage(before);
    micros.push((user + system) / (BURSTS_OF_A_SLICE * BURST));
  }
  micros.sort((a, b) => a - b);
  process.stdout.write(`${micros[Math.floor(SLICES * LEAST)]}\n`, () => process.exit(0));
}

void main();
