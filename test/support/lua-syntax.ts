import { Chunk, Expression, Node, parse } from 'luaparse';

/** Facts that a static look at a Lua text finds. */
export interface LuaFacts {
  globalsRead: Set<string>;
  globalsWritten: Set<string>;
  /** `stock` for every `keys.stock` and `call.keys.stock`. */
  keys: Set<string>;
  /** First arguments of redis.call(), and `?` for one that is not a literal. */
  commands: Set<string>;
  /** First values of table constructors that look like the word of a reply: `{ 'SKU_NOT_FOUND', sku }`. */
  replyWords: Set<string>;
}

/** Parses Lua 5.1; throws where it is not. */
export function inspectLua(text: string): LuaFacts {
  const chunk: Chunk = parse(text.replace(/^#!.*/, ''), { luaVersion: '5.1', scope: true });
  const facts: LuaFacts = {
    globalsRead: new Set(),
    globalsWritten: new Set(),
    keys: new Set(),
    commands: new Set(),
    replyWords: new Set(),
  };
  visit(chunk, (node) => collect(node, facts));
  for (const name of facts.globalsWritten) facts.globalsRead.delete(name);
  return facts;
}

function collect(node: Node, facts: LuaFacts): void {
  switch (node.type) {
    case 'Identifier':
      if (isGlobal(node)) facts.globalsRead.add(node.name);
      return;
    case 'AssignmentStatement':
      for (const target of node.variables) if (isGlobal(target)) facts.globalsWritten.add(target.name);
      return;
    case 'FunctionDeclaration':
      if (isGlobal(node.identifier)) facts.globalsWritten.add(node.identifier.name);
      return;
    case 'MemberExpression':
      if (isKeys(node.base)) facts.keys.add(node.identifier.name);
      return;
    case 'CallExpression':
      if (node.base.type === 'MemberExpression' && isNamed(node.base.base, 'redis') && runs(node.base)) {
        facts.commands.add(literal(node.arguments[0]) ?? '?');
      }
      return;
    case 'TableConstructorExpression': {
      const first = node.fields[0];
      const word = first?.type === 'TableValue' ? literal(first.value) : undefined;
      if (word && /^[A-Z]+(_[A-Z]+)*$/.test(word)) facts.replyWords.add(word);
    }
  }
}

/** Calls back for every node of the tree; the name after a dot, or before `=` in a table, is no variable. */
function visit(node: Node, each: (node: Node) => void): void {
  each(node);
  for (const [field, value] of Object.entries(node)) {
    if (node.type === 'MemberExpression' && field === 'identifier') continue;
    if (node.type === 'TableKeyString' && field === 'key') continue;
    for (const child of [value].flat()) {
      if (child !== null && typeof child === 'object' && 'type' in child) visit(child, each);
    }
  }
}

/** luaparse leaves isLocal out of its types. */
function isGlobal(node: Node | null): node is Extract<Node, { type: 'Identifier' }> {
  return node?.type === 'Identifier' && !(node as { isLocal?: boolean }).isLocal;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** redis.call() and the like run a command; redis.sha1hex() works out a number. */
function runs({ identifier }: Extract<Node, { type: 'MemberExpression' }>): boolean {
  return identifier.name !== 'sha1hex';
}

/** `keys` of a script, `call.keys` of a fragment. */
function isKeys(node: Node): boolean {
  return node.type === 'MemberExpression'
    ? node.identifier.name === 'keys' && isNamed(node.base, 'call')
    : isNamed(node, 'keys');
}

function literal(node: Expression | undefined): string | undefined {
  return node?.type === 'StringLiteral' ? node.raw.slice(1, -1) : undefined;
}
