/** The path of an address: its query may hold what no answer and no log should repeat. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0]!;
}
