/** The same items; each is asked for while the one before it is being worked on. An error comes in its item's place. */
export async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  let asked = iterator.next();
  for (;;) {
    const { done, value } = await asked;
    if (done === true) return;
    asked = iterator.next();
    // Nobody may come for it any more: then its error is nobody's.
    asked.catch(() => undefined);
    yield value;
  }
}
