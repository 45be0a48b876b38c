import { signal } from '@preact/signals';
import { PAGES } from './pages';
import { go, hrefOf } from './router';

const NEXT_WITHIN_MS = 1_500;

/** Whether the list of keys is shown. */
export const helpIsOpen = signal(false);

let leader = 0;

/** `/` goes to the search of a page, `g` and a letter to a page, `?` shows the keys. */
export function startKeyboard(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (press(event.key)) event.preventDefault();
  });
}

function press(key: string): boolean {
  const followsLeader = Date.now() - leader < NEXT_WITHIN_MS;
  leader = key === 'g' ? Date.now() : 0;
  const page = followsLeader ? PAGES.find(({ letter }) => letter === key) : undefined;
  if (page) go(hrefOf(page.name));
  else if (key === '?') helpIsOpen.value = true;
  else if (key === '/') document.querySelector<HTMLInputElement>('main input[type=search]')?.focus();
  else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}
