/** The parts of Swagger UI and its Immutable.js that the plugins use. */
interface Immutable {
  get<T>(name: string): T;
  set(name: string, value: unknown): Immutable;
  map(change: (one: Immutable) => Immutable): Immutable;
  filter(keep: (one: Immutable) => boolean): Immutable;
  find(isIt: (one: Immutable) => boolean): Immutable | undefined;
  readonly size: number;
}

interface System {
  React: { createElement(type: unknown, props: object): unknown };
  specSelectors: {
    specResolvedSubtree(path: string[]): Immutable | undefined;
    parameterWithMetaByIdentity(of: string[], parameter: Immutable): Immutable;
  };
  specActions: {
    changeParamByIdentity(of: string[], parameter: Immutable, value: string, isXml: boolean): void;
  };
}

interface Call {
  path: string;
  method: string;
}

// Each of these is sent to the browser as it stands, so that nothing outside of it may be used.

/** A fresh key for each Execute. One that the reader has typed stays, so that a replay can be tried out. */
function freshKeys(): object {
  const KEY = 'Idempotency-Key';
  const made = new Set<string>();

  const freshKey = (): string => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  const renewKey = ({ specSelectors, specActions }: System, { path, method }: Call): void => {
    const operation = specSelectors.specResolvedSubtree(['paths', path, method]);
    const key = operation?.get<Immutable | undefined>('parameters')?.find((one) => one.get('name') === KEY);
    if (!key?.get('required')) return;
    // The value that the page shows and sends stands under the parameter itself, not under its name.
    const shown = specSelectors.parameterWithMetaByIdentity([path, method], key);
    const value = shown.get<string | undefined>('value');
    if (value !== undefined && value !== key.get<Immutable>('schema').get('example') && !made.has(value))
      return;
    const fresh = freshKey();
    made.add(fresh);
    specActions.changeParamByIdentity([path, method], key, fresh, false);
  };

  const wrapped = (execute: (call: Call) => unknown, system: System) => (call: Call) => {
    renewKey(system, call);
    return execute(call);
  };
  return { statePlugins: { spec: { wrapActions: { execute: wrapped } } } };
}

/** The filter finds operations by their words, not only whole groups. */
function operationsByWords(): object {
  const matches = (one: Immutable, phrase: string): boolean => {
    const operation = one.get<Immutable>('operation');
    const words = [
      one.get('path'),
      one.get('method'),
      operation.get('operationId'),
      operation.get('summary'),
    ];
    return words.join(' ').toLowerCase().includes(phrase.toLowerCase());
  };
  const opsFilter = (groups: Immutable, phrase: string): Immutable =>
    groups
      .map((group) => {
        const found = group.get<Immutable>('operations').filter((one) => matches(one, phrase));
        return group.set('operations', found);
      })
      .filter((group) => group.get<Immutable>('operations').size > 0);
  return { fn: { opsFilter } };
}

/** An answer that is an SVG is shown as the picture that it is. */
function diagramsAsPictures(): object {
  const responseBody =
    (Body: unknown, { React }: System) =>
    (props: { contentType?: string; content: unknown }) => {
      const isPicture = props.contentType?.startsWith('image/svg+xml') && typeof props.content === 'string';
      if (!isPicture) return React.createElement(Body, props);
      const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(props.content as string)}`;
      const style = { background: '#fff', maxWidth: '100%' };
      return React.createElement('img', { src, alt: 'The diagram', style });
    };
  return { wrapComponents: { responseBody } };
}

export const SWAGGER_PLUGINS = [freshKeys, operationsByWords, diagramsAsPictures];
