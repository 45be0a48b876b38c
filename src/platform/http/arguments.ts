import { ArgumentMetadata, PipeTransform, Type as Class } from '@nestjs/common';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { ParamsTokenFactory } from '@nestjs/core/pipes/params-token-factory';
import { RouterExecutionContext } from '@nestjs/core/router/router-execution-context';

type PipesFn = ReturnType<RouterExecutionContext['createPipesFn']>;
type Param = Parameters<RouterExecutionContext['createPipesFn']>[1][number];

/**
 * Has Nest take the arguments of a handler one after the other, and wait only where there is a promise. Its own way
 * goes through five asynchronous functions for each. Nest has no public way to say so, and where a later Nest does not
 * ask here any more, nothing but time is lost: docs/adr/0010-arguments-in-one-go.md.
 */
export function takeArgumentsInOneGo(): void {
  RouterExecutionContext.prototype.createPipesFn = function (pipes, params): PipesFn {
    if (params.length === 0) return null;
    const all = params.map((param) => argumentOf(param, this.isPipeable(param.type) ? pipes : undefined));
    return async (args, request, reply, next) => {
      for (const { index, extractValue, pipes, metadata } of all) {
        let value: unknown = extractValue(request, reply, next);
        if (value instanceof Promise) value = await value;
        for (const pipe of pipes) {
          value = pipe.transform(value, metadata);
          if (value instanceof Promise) value = await value;
        }
        args[index] = value;
      }
    };
  };
}

/** The part of an argument that is the same for every request. */
interface Argument extends Pick<Param, 'index' | 'extractValue' | 'pipes'> {
  metadata: ArgumentMetadata;
}

const tokens = new ParamsTokenFactory();

function argumentOf(param: Param, pipes: PipeTransform[] | undefined): Argument {
  const { index, extractValue, data } = param;
  const type = tokens.exchangeEnumForString(param.type as RouteParamtypes);
  const metadata = { type, metatype: param.metatype as Class | undefined, data: data as string | undefined };
  return { index, extractValue, metadata, pipes: pipes ? [...pipes, ...param.pipes] : [] };
}
