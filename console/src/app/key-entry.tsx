import { useState } from 'preact/hooks';
import { Mark } from './mark';
import { enterKey } from './session';

/** Asks for the API key. It stays in this tab, and goes nowhere but to this service. */
export function KeyEntry({ why }: { why: string }) {
  const [key, setKey] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    enterKey(key.trim());
  };
  return (
    <main id="main" class="key-entry">
      <form onSubmit={submit}>
        <Mark />
        <h1>Countinghouse</h1>
        <p role="alert">{why}</p>
        <label>
          <span>API key</span>
          <input
            type="password"
            name="key"
            required
            autofocus
            autocomplete="off"
            pattern="[\x21-\x7e]+"
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="main">
          Go on
        </button>
        <p class="hint">
          It is kept until this tab is closed. An administrator makes one with{' '}
          <code>npm run keys -- create</code>.
        </p>
      </form>
    </main>
  );
}
