/** As the catalog writes refs and namespaces, which case does not distinguish. */
export function normalize(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
