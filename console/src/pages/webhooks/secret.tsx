import { signal } from '@preact/signals';

/** The secret that was made last: the service shows it this once. */
export const secret = signal<{ id: string; text: string } | undefined>(undefined);

export function Secret() {
  if (!secret.value) return null;
  const { id, text } = secret.value;
  return (
    <div class="notice good" role="status">
      <strong>The secret of {id}</strong> is shown this once. Its receiver verifies with it that a message is
      ours.
      <p>
        <code>{text}</code>
      </p>
      <button type="button" onClick={() => (secret.value = undefined)}>
        It is kept
      </button>
    </div>
  );
}
