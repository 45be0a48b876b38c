import { useEffect, useRef } from 'preact/hooks';
import { helpIsOpen } from './keyboard';
import { PAGES } from './pages';

/** The keys of the keyboard that do something. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helpIsOpen.value) dialog.current?.showModal();
  }, [helpIsOpen.value]);
  if (!helpIsOpen.value) return null;
  return (
    <dialog ref={dialog} class="ask" aria-labelledby="help-title" onClose={() => (helpIsOpen.value = false)}>
      <form method="dialog">
        <h2 id="help-title">Keys</h2>
        <dl class="facts keys">
          <Key keys={['/']}>Search this page</Key>
          {PAGES.map(({ name, title, letter }) => (
            <Key key={name} keys={['g', letter]}>
              {title}
            </Key>
          ))}
          <Key keys={['Esc']}>Leave a dialog</Key>
        </dl>
        <div class="buttons">
          <button class="main">Close</button>
        </div>
      </form>
    </dialog>
  );
}

function Key({ keys, children }: { keys: string[]; children: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
