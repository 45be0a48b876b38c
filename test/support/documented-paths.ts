import { DocumentedRoute } from './api-document';

/** The path of a route in this store: what the document has no example for is x. */
export function pathOf({ path, operation }: DocumentedRoute, store: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'store') return store;
    const part = operation.parameters!.find((one) => 'in' in one && one.in === 'path' && one.name === name);
    return String((part as { schema: { example?: string } }).schema.example ?? 'x');
  });
}
