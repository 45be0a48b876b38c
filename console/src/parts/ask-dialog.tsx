import { must } from '@countinghouse/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isUnknown } from '../api/failures';
import { refresh } from '../app/connection';
import { Asked, asked, How, tell, Values } from './ask';
import { Fields } from './fields';
import { Failure } from './refusal';
import { Differences } from './differences';

/** Where a change stands: to be filled in, tried out, or sent. */
interface Stage {
  values?: Values;
  how?: How;
  answer?: object;
  error?: unknown;
  /** It was sent: a fault may mean that it was done. */
  wasSent?: boolean;
  busy?: boolean;
}

/** The open change, if there is one. */
export function AskDialog() {
  return asked.value ? <Open key={asked.value.title} it={asked.value} /> : null;
}

function Open({ it }: { it: Asked }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [stage, setStage] = useState<Stage>({});
  const form = useRef<HTMLFormElement>(null);
  const check = (): Promise<void> => tryIt(it, valuesOf(form.current), setStage);
  useEffect(() => {
    dialog.current?.showModal();
    if (!it.fields?.length) void check();
  }, []);
  const submit = (event: Event): void => {
    event.preventDefault();
    void (stage.answer || stage.wasSent ? doIt(it, stage, setStage) : check());
  };
  return (
    <dialog ref={dialog} class="ask" aria-labelledby="ask-title" onClose={() => (asked.value = undefined)}>
      <form ref={form} onSubmit={submit} onInput={() => setStage({})}>
        <h2 id="ask-title">{it.title}</h2>
        {it.fields?.length ? <Fields fields={it.fields} disabled={stage.busy || stage.wasSent} /> : null}
        <div aria-live="polite">
          {stage.answer && !stage.error && (
            <Differences before={it.before} answer={stage.answer} asset={it.asset} />
          )}
          {stage.error ? <Outcome stage={stage} asset={it.asset} /> : null}
        </div>
        <Buttons it={it} stage={stage} close={() => dialog.current?.close()} />
      </form>
    </dialog>
  );
}

function Buttons({ it, stage, close }: { it: Asked; stage: Stage; close: () => void }) {
  const isTried = stage.answer !== undefined || stage.wasSent;
  const verb = stage.wasSent && !stage.busy ? 'Try again' : isTried ? it.verb : 'See what it does';
  return (
    <div class="buttons">
      <button type="button" class="quiet" onClick={close}>
        {stage.wasSent && stage.error ? 'Close' : 'Leave it'}
      </button>
      <button type="submit" class={isTried && it.danger ? 'danger' : 'main'} disabled={stage.busy}>
        {stage.busy ? 'One moment …' : stage.error && !isTried ? 'Check again' : verb}
      </button>
    </div>
  );
}

/** A refusal changed nothing. Without an answer nobody knows, and the same key makes a repetition safe. */
function Outcome({ stage: { error, wasSent }, asset }: { stage: Stage; asset?: string }) {
  return (
    <>
      <Failure error={error} asset={asset} />
      <p class="hint">
        {wasSent && isUnknown(error)
          ? 'It may have been done. Try again: it carries its key, so that it is done once.'
          : 'Nothing was changed.'}
      </p>
    </>
  );
}

type SetStage = (stage: Stage) => void;

async function tryIt(it: Asked, values: Values, setStage: SetStage): Promise<void> {
  setStage({ busy: true });
  try {
    const { store } = it;
    const trial = await it.change({ store, dryRun: true }, values);
    const answer = (await must(trial)) ?? {};
    setStage({ values, how: { store, idempotencyKey: trial.idempotencyKey }, answer });
  } catch (error) {
    setStage({ error });
  }
}

async function doIt(it: Asked, stage: Stage, setStage: SetStage): Promise<void> {
  const { values, how, answer } = stage;
  setStage({ ...stage, busy: true });
  try {
    const done = await must(it.change(how!, values!));
    asked.value = undefined;
    tell(`${it.title}: done.`);
    it.done?.(done);
    refresh();
  } catch (error) {
    // A refused change may be filled in otherwise and tried again, with a new key.
    setStage(isUnknown(error) ? { values, how, answer, error, wasSent: true } : { error });
  }
}

function valuesOf(form: HTMLFormElement | null): Values {
  return form ? (Object.fromEntries(new FormData(form)) as Values) : {};
}
