const MAX_NAME_CHARACTERS = 256;
const MAX_POINTER_CHARACTERS = 1024;

/** RFC 6901, section 3; what is too long to repeat is cut, so that no answer grows with the names that it tells of. */
export function pointerTo(places: readonly (string | number)[]): string {
  const pointer = places.map((place) => `/${escaped(String(place))}`).join('');
  return cut(pointer, MAX_POINTER_CHARACTERS);
}

/** Text of a caller as a message may repeat it. */
export function cut(text: string, most = MAX_NAME_CHARACTERS): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function escaped(name: string): string {
  return cut(name).replaceAll('~', '~0').replaceAll('/', '~1');
}
