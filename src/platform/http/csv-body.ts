import { applyDecorators, createParamDecorator, ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { FastifyReply, FastifyRequest } from 'fastify';
import { finished } from 'node:stream';
import { MALFORMED_REQUEST, PAYLOAD_TOO_LARGE } from './http.problems';
import { Problem } from './problem';
import { AddRouteConfig } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is CSV, which the handler reads as it comes. */
    takesCsv?: true;
  }
}

/** No file of 100 000 rows has more. */
const MAX_FILE_BYTES = 128 * 1_048_576;

export const CSV_TYPE =
  /^text\/csv\s*(;\s*charset\s*=\s*"?(utf-8|us-ascii)"?\s*|;\s*header\s*=\s*present\s*)*;?$/i;

/** For a route whose body is CSV; its handler takes it with `@CsvBody()`. */
export const TakesCsv = (description: string, example: string): MethodDecorator =>
  applyDecorators(
    AddRouteConfig({ takesCsv: true }),
    ApiConsumes('text/csv'),
    ApiBody({ description, required: true, schema: { type: 'string', example } }),
  );

/** A file on its way: its bytes are there once, and wait with their sender until they are read. */
export class Upload {
  private bytes = 0;

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {}

  async *pieces(): AsyncGenerator<Buffer, void, void> {
    const { raw, headers } = this.request;
    if (Number(headers['content-length']) > MAX_FILE_BYTES) throw tooLarge();
    try {
      for await (const piece of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        this.bytes += piece.length;
        if (this.bytes > MAX_FILE_BYTES) throw tooLarge();
        yield piece;
      }
    } catch (error) {
      throw error instanceof Problem ? error : new Problem(MALFORMED_REQUEST, 'The body broke off.');
    }
  }

  /**
   * Resolves when the rest of the file has come, which is not kept: a sender that is still at it would not hear of a
   * refusal. One that sends more than a file may have hears nothing.
   */
  async pass(): Promise<void> {
    const { raw } = this.request;
    void this.reply.header('connection', 'close');
    await new Promise<void>((resolve) => {
      finished(raw, { writable: false }, () => resolve());
      raw.on('data', (piece: Buffer) => {
        this.bytes += piece.length;
        if (this.bytes > MAX_FILE_BYTES) resolve();
      });
      raw.resume();
    });
  }
}

export const CsvBody = createParamDecorator((_data: unknown, context: ExecutionContext): Upload => {
  const http = context.switchToHttp();
  return new Upload(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});

function tooLarge(): Problem {
  return new Problem(PAYLOAD_TOO_LARGE, `The file has more than ${MAX_FILE_BYTES} bytes.`);
}
