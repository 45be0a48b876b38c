/** The path of an address: its query may hold what no answer and no log should repeat. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
