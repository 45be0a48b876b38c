import { FromWorker, ToWorker } from './messages';

/** It asks the workers itself, for a second. */
const TOTALS_WITHIN_MS = 3_000;

/** The parent process, as a worker speaks with it. */
export const parent = {
  tell(message: FromWorker, sent?: () => void): void {
    process.send!(message, undefined, undefined, sent);
  },

  listen(listener: (message: ToWorker) => void): void {
    process.on('message', listener);
  },

  /** The counts of all workers, as text for Prometheus; empty where the parent does not answer. */
  totals(): Promise<string> {
    return new Promise((resolve) => {
      const answer = (text: string): void => {
        clearTimeout(late);
        process.off('message', listener);
        resolve(text);
      };
      const listener = (message: ToWorker): void => {
        if (message.type === 'totals') answer(message.text);
      };
      const late = setTimeout(() => answer(''), TOTALS_WITHIN_MS);
      process.on('message', listener);
      parent.tell({ type: 'totals' });
    });
  },
};
