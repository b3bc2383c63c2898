/** All of them in their order, but only some at once. */
export async function mapSome<T, R>(
  items: T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const rest = items.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, item] of rest) {
        results[index] = await work(item);
      }
    }),
  );
  return results;
}
