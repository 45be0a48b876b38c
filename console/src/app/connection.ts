import { signal } from '@preact/signals';

const ASK_AGAIN_MS = 1_500;

/** Whether the service answers, whatever it answers. */
export const isAway = signal(false);

/** Rises when all that is shown is to be read again. */
export const refreshes = signal(0);

export function refresh(): void {
  refreshes.value++;
}

export function answered(): void {
  isAway.value = false;
}

/** Asks until the service is back; then all that is shown is read again. */
export function away(): void {
  if (isAway.value) return;
  isAway.value = true;
  const ask = async (): Promise<void> => {
    const response = await fetch('/health/live').catch(() => undefined);
    if (!response?.ok) return void setTimeout(() => void ask(), ASK_AGAIN_MS);
    isAway.value = false;
    refresh();
  };
  setTimeout(() => void ask(), ASK_AGAIN_MS);
}
