/** Records of one kind, in the order in which they were made. */
export interface Table<Row extends { id: string }> {
  all(): Row[];
  get(id: string): Row | undefined;
  insert(row: Row): Row;
  update(id: string, change: Partial<Row>): Row | undefined;
  remove(id: string): boolean;
}

export function createTable<Row extends { id: string }>(): Table<Row> {
  const rows = new Map<string, Row>();
  return {
    all: () => [...rows.values()],
    get: (id) => rows.get(id),
    insert(row) {
      rows.set(row.id, row);
      return row;
    },
    update(id, change) {
      const row = rows.get(id);
      if (row === undefined) return undefined;
      const next = { ...row, ...change };
      rows.set(id, next);
      return next;
    },
    remove: (id) => rows.delete(id),
  };
}
