/** A stored record. */
export interface Row {
  id: number;
  [column: string]: unknown;
}

/** A stored contact. */
export interface ContactRow extends Row {
  /** Values of the fields by alias; an unset one is `null`. */
  fields: Record<string, string | number | null>;
  points: number;
  tags: string[];
  owner: number | null;
  stage: number | null;
  /** Milliseconds since 1970, as all times of the store. */
  dateAdded: number;
  /** `null` until the first edit. */
  dateModified: number | null;
  dateIdentified: number | null;
  isPublished: boolean;
  doNotContact: { id: number; channel: string; reason: number; comments: string; dateAdded: number }[];
}

/** A table: ids only grow. */
export interface Table<Item extends Row> {
  insert(values: Omit<Item, 'id'> & { id?: number }): Item;
  get(id: number): Item | undefined;
  delete(id: number): boolean;
  all(): Item[];
}

export function createTable<Item extends Row>(): Table<Item> {
  const rows = new Map<number, Item>();
  let last = 0;
  return {
    insert(values) {
      last += 1;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was left out of the type is added here
      const row = { ...values, id: last } as unknown as Item;
      rows.set(last, row);
      return row;
    },
    get: (id) => rows.get(id),
    delete: (id) => rows.delete(id),
    all: () => [...rows.values()],
  };
}
