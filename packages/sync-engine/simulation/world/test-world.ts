import type { Fields, SideRecord, WriteRequest } from '../../src/index.ts';
import { createRandom } from '../random.ts';
import { createTruthLog, type TruthEvent, type TruthLog } from '../truth-log.ts';
import type { FaultName } from './faults.ts';
import type { TableName } from './tables.ts';
import { createWorld, type World } from './world.ts';

export interface TestWorld {
  readonly world: World;
  readonly log: TruthLog;
  /** Lets time pass. */
  readonly pass: (milliseconds: number) => void;
  readonly now: () => number;
  /** A person makes a record; gives its id. */
  readonly make: (
    table: TableName,
    fields: Fields,
    options?: { readonly key?: string; readonly thing?: string },
  ) => string;
  /** The record as a look shows it; fails where it is not present. */
  readonly see: (table: TableName, id: string) => Promise<SideRecord>;
  readonly events: <Kind extends TruthEvent['kind']>(
    kind: Kind,
  ) => readonly Extract<TruthEvent, { kind: Kind }>[];
}

/** An empty world in which only the named faults happen, always (or with the given probability). */
export function testWorld(
  faults: readonly FaultName[] | Readonly<Partial<Record<FaultName, number>>> = [],
): TestWorld {
  let time = 1_000_000;
  const now = (): number => time;
  const stamp = () => ({ at: time, step: 0, actor: 'test' });
  const log = createTruthLog(stamp);
  const only = Array.isArray(faults) ? Object.fromEntries(faults.map((fault) => [fault, 1])) : faults;
  const world = createWorld({
    random: createRandom('test'),
    scheduler: { now, stamp },
    log,
    intensity: 1,
    only,
    empty: true,
  });
  const side = (table: TableName) => world.sides.stream(table);
  return {
    world,
    log,
    now,
    pass(milliseconds) {
      time += milliseconds;
    },
    make(
      table,
      fields,
      { key = null, thing = log.newThing() }: { key?: string | null; thing?: string } = {},
    ) {
      const row = world.inside.desk.create(table, { fields, key, thing });
      if (row === undefined) throw new Error(`${table} refuses the record`);
      return row.id;
    },
    async see(table, id) {
      const [look] = await side(table).look([id]);
      if (look?.kind !== 'present') throw new Error(`${table}/${id} is ${look?.kind}`);
      return look.record;
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the filter keeps this kind alone
    events: (kind) => log.events.filter((event) => event.kind === kind) as never,
  };
}

/** Long enough after any test's start. */
const notAfter = 1e12;

export const create = (
  fields: Fields,
  options: {
    readonly key?: string;
    readonly id?: string;
    readonly parent?: SideRecord;
    readonly part?: string;
  } = {},
): WriteRequest => ({
  kind: 'create',
  notAfter,
  part: options.part ?? '',
  id: options.id ?? null,
  key: options.key ?? 'item-1',
  parent: options.parent ?? null,
  fields,
  idempotencyKey: 'idempotency',
});

export const update = (record: SideRecord, fields: Fields, part = ''): WriteRequest => ({
  kind: 'update',
  notAfter,
  part,
  record,
  fields,
});

export const remove = (record: SideRecord, part = ''): WriteRequest => ({
  kind: 'remove',
  notAfter,
  part,
  record,
});

export const restore = (record: SideRecord): WriteRequest => ({
  kind: 'restore',
  notAfter,
  part: '',
  record,
});

export const command = (record: SideRecord, name: string): WriteRequest => ({
  kind: 'command',
  notAfter,
  part: '',
  record,
  command: name,
  idempotencyKey: 'idempotency',
});
