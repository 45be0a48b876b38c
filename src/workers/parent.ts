import { FromWorker, ToWorker } from './messages';

/** The parent process, as a worker speaks with it. */
export const parent = {
  tell(message: FromWorker, sent?: () => void): void {
    process.send!(message, undefined, undefined, sent);
  },

  listen(listener: (message: ToWorker) => void): void {
    process.on('message', listener);
  },

  /** What all workers counted, as text for Prometheus. */
  totals(): Promise<string> {
    return new Promise((resolve) => {
      const listener = (message: ToWorker): void => {
        if (message.type !== 'totals') return;
        process.off('message', listener);
        resolve(message.text);
      };
      process.on('message', listener);
      parent.tell({ type: 'totals' });
    });
  },
};
