import { RequestMethod, Type as Class } from '@nestjs/common';
import { METHOD_METADATA, PARAMTYPES_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { ModulesContainer } from '@nestjs/core';
import { createPreview } from '../../src/app';

const TAKEN_AS = [RouteParamtypes.BODY, RouteParamtypes.QUERY, RouteParamtypes.PARAM];

/** The classes of every body, query and path that a handler of the service takes. */
export async function shapesOfTheService(): Promise<Class[]> {
  const app = await createPreview();
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers }) => [
    ...controllers.values(),
  ]);
  const shapes = controllers.flatMap(({ metatype }) => shapesOf(metatype as Class));
  return [...new Set(shapes)].sort((a, b) => a.name.localeCompare(b.name));
}

function shapesOf(controller: Class): Class[] {
  const handlers = Object.getOwnPropertyNames(controller.prototype).filter(
    (name) =>
      (Reflect.getMetadata(METHOD_METADATA, controller.prototype[name]) as RequestMethod) !== undefined,
  );
  return handlers.flatMap((handler) => {
    const taken = Object.keys(Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {});
    const types = Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype, handler) as Class[];
    return taken
      .filter((key) => TAKEN_AS.includes(Number(key.split(':')[0])))
      .map((key) => types[Number(key.split(':')[1])]!);
  });
}
