import { effect, signal } from '@preact/signals';

const KEY = 'countinghouse.theme';

type Theme = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');

/** The theme that was chosen here, else that of the machine. */
export const theme = signal<Theme>((localStorage.getItem(KEY) as Theme | null) ?? machine());

function machine(): Theme {
  return system.matches ? 'dark' : 'light';
}

export function startTheme(): void {
  system.addEventListener('change', () => (theme.value = machine()));
  effect(() => void (document.documentElement.dataset.theme = theme.value));
}

export function switchTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  localStorage.setItem(KEY, theme.value);
}
