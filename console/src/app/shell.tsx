import { useEffect } from 'preact/hooks';
import { follow } from '../api/events';
import { AskDialog } from '../parts/ask-dialog';
import { told } from '../parts/ask';
import { isAway } from './connection';
import { Help } from './help';
import { KeyEntry } from './key-entry';
import { Nav } from './nav';
import { PAGES } from './pages';
import { here } from './router';
import { apiKey, keyWanted, storeName } from './session';
import { TopBar } from './top-bar';
import { useStores } from './use-stores';

/** The whole console: the key where one is needed, then the page that the address names. */
export function App() {
  useStores();
  useEffect(() => {
    if (storeName.value && keyWanted.value === undefined) return follow();
  }, [storeName.value, apiKey.value, keyWanted.value]);
  if (keyWanted.value !== undefined) return <KeyEntry why={keyWanted.value} />;
  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <TopBar />
      <Nav />
      <main id="main" tabIndex={-1}>
        {isAway.value && (
          <div class="notice bad away" role="alert">
            <strong>The service does not answer.</strong> This page shows what it said last, and asks again
            every moment.
          </div>
        )}
        {storeName.value && <CurrentPage />}
      </main>
      <AskDialog />
      <Help />
      <p class={`toast ${told.value ? 'shown' : ''}`} role="status">
        {told.value}
      </p>
    </>
  );
}

function CurrentPage() {
  const { page, parts } = here.value;
  const known = PAGES.find(({ name }) => name === page);
  useEffect(() => {
    document.title = `${[known?.title, ...parts].join(' ')} — Countinghouse`;
  }, [page, parts.join('/')]);
  if (!known) return <h1>There is no such page</h1>;
  // Another page or another store begins anew; only filters keep what is shown.
  return <known.page key={[storeName.value, page, ...parts].join('/')} parts={parts} />;
}
