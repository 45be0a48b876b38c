import { deafness } from '../api/events';
import { isAway } from './connection';
import { helpIsOpen } from './keyboard';
import { Mark } from './mark';
import { hrefOf } from './router';
import { apiKey, choose, forgetKey, storeName, stores } from './session';
import { switchTheme, theme } from './theme';

export function TopBar() {
  return (
    <header class="top">
      <a class="brand" href={hrefOf('overview')}>
        <Mark />
        <span>Countinghouse</span>
      </a>
      <StoreChoice />
      <Live />
      <span class="tools">
        <button type="button" class="quiet" onClick={switchTheme}>
          {theme.value === 'dark' ? 'Light' : 'Dark'}
        </button>
        <button type="button" class="quiet wide" onClick={() => (helpIsOpen.value = true)}>
          Keys <kbd>?</kbd>
        </button>
        {apiKey.value && (
          <button type="button" class="quiet" onClick={forgetKey}>
            Forget key
          </button>
        )}
      </span>
    </header>
  );
}

function StoreChoice() {
  const names = stores.value?.map(({ name }) => name);
  const change = (event: { currentTarget: { value: string } }): void =>
    choose(event.currentTarget.value.trim());
  return (
    <label class="store">
      <span>Store</span>
      {names?.length ? (
        <select value={storeName.value} onChange={change}>
          {names.includes(storeName.value) ? null : <option>{storeName.value}</option>}
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      ) : (
        <input type="text" value={storeName.value} onChange={change} />
      )}
    </label>
  );
}

/** Whether effects are heard of as they happen. */
function Live() {
  const [tone, text] = isAway.value
    ? ['bad', 'away']
    : deafness.value
      ? ['warm', 'not live']
      : ['good', 'live'];
  return (
    <span class={`live ${tone}`} title={deafness.value}>
      {text}
    </span>
  );
}
