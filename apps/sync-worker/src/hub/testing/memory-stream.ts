import type { Fields, Side, SideRecord, WriteRequest, WriteResult } from '@unified-sync/sync-engine';

/** A record of the provider. */
export interface Row {
  readonly id: string;
  readonly fields: Fields;
  /** The hub id in its key slot. */
  readonly key: string | null;
  readonly deleted: boolean;
  /** Counts its changes. */
  readonly revision: number;
}

/** A provider in memory with soft deletes and a key slot, as simple as one can be. */
export interface MemoryStream {
  readonly side: Side;
  readonly rows: ReadonlyMap<string, Row>;
  /** How often the engine has written to it. */
  writes(): number;
  /** What a person does at the provider. */
  edit(id: string, change: Partial<Omit<Row, 'id' | 'revision'>>): void;
}

export function createMemoryStream(): MemoryStream {
  const rows = new Map<string, Row>();
  let [writes, changes, made] = [0, 0, 0];

  function put(id: string, change: Partial<Row>): Row {
    const before = rows.get(id) ?? { id, fields: {}, key: null, deleted: false, revision: 0 };
    changes += 1;
    const fields = { ...before.fields, ...change.fields };
    const row = { ...before, ...change, id, fields, revision: changes };
    rows.set(id, row);
    return row;
  }

  function write(request: WriteRequest): WriteResult {
    writes += 1;
    if (request.kind === 'command') return { kind: 'refused', reason: 'no commands' };
    if (request.kind === 'create') {
      made += 1;
      return written(put(`made-${made}`, { fields: request.fields, key: request.key }));
    }
    const { id } = request.record;
    if (request.kind === 'update') return written(put(id, { fields: request.fields }));
    return written(put(id, { deleted: request.kind === 'remove' }));
  }

  const find = (test: (row: Row) => boolean): SideRecord[] => [...rows.values()].filter(test).map(toRecord);
  return {
    rows,
    writes: () => writes,
    edit: (id, change) => void put(id, change),
    side: {
      look: async (ids) =>
        ids.map((id) => {
          const row = rows.get(id);
          return row === undefined ? { kind: 'absent' } : { kind: 'present', record: toRecord(row) };
        }),
      write: async (requests) => requests.map(write),
      findByKey: async (key) => find((row) => row.key === key),
      findByFields: async (queries) =>
        queries.map((query) =>
          find((row) => Object.entries(query).every(([name, value]) => sameText(row.fields[name], value))),
        ),
      list: async ({ cursor }) => ({
        records: find(({ revision }) => cursor === null || revision > Number(cursor)),
        poison: [],
        next: null,
        cursor: String(changes),
      }),
      listIds: async () => ({ ids: [...rows.keys()], complete: true }),
    },
  };
}

const sameText = (left: unknown, right: unknown): boolean =>
  typeof left === 'string' && typeof right === 'string' && left.toLowerCase() === right.toLowerCase();

const written = (row: Row): WriteResult => ({ kind: 'written', record: toRecord(row), part: '' });

const toRecord = ({ id, fields, key, deleted, revision }: Row): SideRecord => ({
  id,
  version: String(revision),
  createdAt: null,
  live: !deleted,
  parts: { '': { fields, key } },
});
