import { transformSync } from '@swc/core';

/** TypeScript as the build makes it into what Node runs. */
export function transpile(source: string): string {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  return code;
}
