import { invalid } from '../platform/http';

export const MAX_METADATA_CHARACTERS = 4096;

/** The caller's metadata as JSON text. */
export function metadataText(
  metadata: Record<string, unknown> | undefined,
  pointer = '',
): string | undefined {
  const text = metadata && JSON.stringify(metadata);
  if (text && text.length > MAX_METADATA_CHARACTERS) {
    const detail = `metadata must be at most ${MAX_METADATA_CHARACTERS} characters`;
    throw invalid([{ pointer: `${pointer}/metadata`, detail }]);
  }
  return text;
}

/** The notes that a transfer carries along, as JSON text of an object. */
export function notesText(
  { reference, metadata }: { reference?: string; metadata?: Record<string, unknown> },
  pointer = '',
): string {
  metadataText(metadata, pointer);
  // null is left out like undefined.
  return JSON.stringify({ reference, metadata: metadata ?? undefined });
}
