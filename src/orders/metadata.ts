import { invalid } from '../platform/http';

const MAX_METADATA_CHARACTERS = 4096;

/** The JSON text of the metadata in a body. */
export function metadataOf({ metadata }: { metadata?: Record<string, unknown> }): string | undefined {
  const text = metadata && JSON.stringify(metadata);
  if (text && text.length > MAX_METADATA_CHARACTERS) {
    throw invalid([
      { pointer: '/metadata', detail: `metadata must be at most ${MAX_METADATA_CHARACTERS} characters` },
    ]);
  }
  return text;
}
