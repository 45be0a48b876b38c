import { FunctionDeclaration, Node, parse, Statement } from 'luaparse';

/**
 * Changes by the functions of a fragment outside of their own variables: `staged`, or `days.start_ms`. The library
 * outlives a call, so that what lasts for one stands in the table that the call makes, which is a parameter.
 */
export function keptState(text: string): string[] {
  const functions = parse(text, { luaVersion: '5.1' }).body.filter(isFunction);
  return [...new Set(functions.flatMap(outerTargets))];
}

const isFunction = (statement: Statement): statement is FunctionDeclaration =>
  statement.type === 'FunctionDeclaration';

function outerTargets(each: FunctionDeclaration): string[] {
  const own = new Set<string>();
  const targets: string[] = [];
  walk(each, (node) => {
    if (node.type === 'FunctionDeclaration') {
      for (const parameter of node.parameters) if (parameter.type === 'Identifier') own.add(parameter.name);
    } else if (node.type === 'LocalStatement' || node.type === 'ForGenericStatement') {
      for (const variable of node.variables) own.add(variable.name);
    } else if (node.type === 'AssignmentStatement') {
      targets.push(...node.variables.flatMap((variable) => nameOf(variable)));
    }
  });
  return targets.filter((name) => !own.has(name.split('.')[0]!));
}

/** `x` for x and x[i], `x.y` for x.y. */
function nameOf(target: Node): string[] {
  if (target.type === 'Identifier') return [target.name];
  if (target.type === 'IndexExpression') return nameOf(target.base);
  if (target.type === 'MemberExpression' && target.base.type === 'Identifier') {
    return [`${target.base.name}.${target.identifier.name}`];
  }
  return [];
}

function walk(node: Node, each: (node: Node) => void): void {
  each(node);
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) {
      if (child !== null && typeof child === 'object' && 'type' in child) walk(child, each);
    }
  }
}
