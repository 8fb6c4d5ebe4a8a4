import type { Page, Paginated } from './paginate.ts';

/**
 * Leaves out items that came before: a list that changes while it is read shifts records onto a page that
 * is read later. Keeps one key for each item seen; pages keep their cursor, also when nothing is left of
 * them. A key of id and version lets a record through again that was changed meanwhile.
 *
 * @example
 * withoutRepeats(client.invoices.list(), ({ id, updated_at }) => `${id} ${updated_at}`)
 */
export function withoutRepeats<Item>(list: Paginated<Item>, keyOf: (item: Item) => string): Paginated<Item> {
  async function* pages(): AsyncGenerator<Page<Item>> {
    const seen = new Set<string>();
    for await (const page of list.pages()) {
      const items = page.items.filter((item) => {
        const key = keyOf(item);
        return !seen.has(key) && seen.add(key);
      });
      yield { ...page, items };
    }
  }

  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.items;
    },
  };
}
