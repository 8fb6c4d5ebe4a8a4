import type { Fields, FieldValue, Hint, Model, Ports, Side } from '../../src/index.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import type { TrueRecord, TruthLog } from '../truth-log.ts';
import { badLuckEdits, badLuckFaults, createBadLuck } from './bad-luck.ts';
import { createConnector } from './connector.ts';
import { createEngineWrites, type ExecuteWrite } from './engine-writes.ts';
import { createFaults, faultNames, type FaultOptions, type Faults } from './faults.ts';
import { createHints } from './hints.ts';
import { createJournal, type Journal } from './journal.ts';
import { createListing } from './listing.ts';
import { fieldClass, model, moneyFields } from './model.ts';
import { createOperator } from './operator.ts';
import { createOutages } from './outages.ts';
import { acts, createPeople, type Person } from './people/actors.ts';
import { createDesk, type Desk } from './people/desk.ts';
import { identityFields } from './people/editable.ts';
import { quickEdit } from './people/field-acts.ts';
import { createTypedValues } from './people/typed-values.ts';
import { populate } from './population.ts';
import type { Author, Row } from './row.ts';
import { partOf, partsOf } from './row.ts';
import type { Tables } from './rules.ts';
import { createSystems, type Systems } from './systems.ts';
import { createTable } from './table.ts';
import { collectionOf, hubCollections, isHub, sideOf, streams, tableNames } from './tables.ts';
import type { TableName } from './tables.ts';
import { createTimeline } from './timeline.ts';
import { createUuid } from './create-uuid.ts';

export interface WorldOptions {
  readonly random: Random;
  readonly scheduler: Pick<Scheduler, 'now' | 'stamp'>;
  readonly log: TruthLog;
  /** How much goes wrong: 0 nothing, 1 a bad week, more is brutal. */
  readonly intensity: number;
  /** These faults and no others, with these probabilities, whatever the intensity. */
  readonly only?: FaultOptions['only'];
  /** Nothing is there before the sync begins. @default false */
  readonly empty?: boolean;
  /** Chance for somebody who waits for the worst moments. @default nobody does */
  readonly badLuck?: Random | undefined;
}

/** One hub and two spokes with their people and their faults, all in memory. */
export interface World {
  readonly model: Model;
  readonly sides: Pick<Ports, 'hub' | 'stream' | 'uuid'>;
  /** Parents before children. */
  readonly streams: readonly string[];
  readonly collections: readonly string[];
  readonly people: readonly Person[];
  takeHints(): readonly Hint[];
  /** Streams that an operator put back to a backup since the last call: their checkpoints are to be reset. */
  takeResets(): readonly string[];
  calm(): void;
  records(): readonly TrueRecord[];
  readonly classes: { readonly faults: readonly string[]; readonly edits: readonly string[] };
  readonly fieldClass: typeof fieldClass;
  readonly moneyFields: typeof moneyFields;
  /** For tests of the world itself. */
  readonly inside: {
    readonly desk: Desk;
    readonly systems: Systems;
    readonly faults: Faults;
    readonly execute: ExecuteWrite;
  };
}

/** Milliseconds that a slow transaction's stamp is older than its record is visible, at most. */
const slowest = 5_000;
/** Milliseconds that a skewed clock is off, at most. */
const mostSkew = 4_000;
/** Edits at the worst moment, in one run at most. */
const mostRaces = 12;

export function createWorld(options: WorldOptions): World {
  const { random, scheduler, log, intensity, only, empty = false } = options;
  const { now } = scheduler;
  const faults = createFaults({ random: random.fork('faults'), log, intensity, ...(only && { only }) });
  const timeline = createTimeline(now);
  const outages = createOutages(now);
  const hints = createHints({ faults, now });
  const skewed = new Set<TableName>(streams.filter((stream) => faults.hits('skewed-clock', stream)));
  let revisions = 0;
  let ids = 0;
  let races = 0;
  let resets: TableName[] = [];

  function stamp(table: TableName, by: Author): number {
    if (isHub(table) || faults.isCalm()) return now();
    const slow =
      by === 'person' && faults.hits('slow-transaction', table) ? faults.random.int(0, slowest) : 0;
    const skew = skewed.has(table) ? faults.random.int(-mostSkew, mostSkew) : 0;
    return now() - slow + skew;
  }

  const denied = new Set<string>();
  /** Whatever is made while a stream denies all it has is denied as well. */
  function deny(table: TableName, row: Row): void {
    for (const [part, { thing }] of partsOf(row)) {
      const place = journal.place(table, row.id, part);
      // Under whatever id: what is renamed meanwhile is still one record.
      const name = JSON.stringify([table, thing]);
      if (!denied.has(name)) log.add({ kind: 'lied', place, thing, lie: 'the whole stream answers absent' });
      denied.add(name);
    }
  }

  const tables = createTables({
    now,
    nextRevision: () => ++revisions,
    stamp,
    onChange(table, id) {
      hints.changed(table, id);
      const row = tables[table].get(id);
      if (row !== undefined && outages.isVanished(table)) deny(table, row);
    },
  });
  const systems = createSystems(tables, (prefix) => `${prefix}${++ids}`);
  const journal = createJournal(model, log);
  const execute = createEngineWrites({
    systems,
    journal,
    thingOfItem: (id) =>
      hubCollections.map((collection) => tables[collection].lastKnown(id)?.thing).find((thing) => thing),
    thingOfValues: (table, fields) => log.thingOf(uniqueValues(journal, table, fields)) ?? log.newThing(),
  });
  const values = createTypedValues(random.fork('values'));
  const desk = createDesk({ random: random.fork('desk'), values, systems, journal });

  const listing = createListing({
    faults,
    now,
    clock: () => now(),
    onLie(table, row, lie) {
      for (const [part, { thing }] of partsOf(row))
        log.add({ kind: 'lied', place: journal.place(table, row.id, part), thing, lie });
    },
  });

  function editSoon(table: TableName, id: string | null): void {
    if (++races > mostRaces) return;
    timeline.later(faults.random.int(1, 150), () => {
      if (!faults.isCalm()) quickEdit(desk, table, id);
    });
  }

  /** A form that no codec declares: nobody asked for it, so it counts as somebody's edit. */
  function normaliseLate(table: TableName, id: string, part: string): void {
    const row = tables[table].get(id);
    const state = row?.live === true ? partOf(row, part) : undefined;
    if (state === undefined || faults.isCalm()) return;
    for (const [field, value] of Object.entries(state.fields))
      if (isOurText(value) && (desk.mayRename(state.thing) || !identityFields.has(field))) {
        const changed = { [field]: `${value}~` };
        desk.save({ table, id, part, thing: state.thing }, changed, state.fields);
        return;
      }
  }

  const badLuck =
    options.badLuck &&
    createBadLuck({
      random: options.badLuck,
      desk,
      journal,
      timeline,
      now,
      isSkewed: (table) => skewed.has(table),
      isOver: faults.isOver,
      onRestored: (names) => resets.push(...names),
    });

  const sides = new Map<string, Side>(
    tableNames.map((name) => [
      name,
      createConnector({
        table: tables[name],
        execute,
        faults,
        listing,
        outages,
        timeline,
        now,
        editSoon,
        normaliseLate,
        late: (sent, run) => log.late(sent, run),
        stamp: scheduler.stamp,
        badLuck,
      }),
    ]),
  );
  const side = (name: string): Side => {
    const found = sides.get(name);
    if (found === undefined) throw new Error(`there is no side ${name}`);
    return found;
  };

  if (!empty) populate(desk);
  const people = createPeople(desk, random.fork('people'), faults.isOver);
  const operator = createOperator({
    random: random.fork('operator'),
    faults,
    outages,
    journal,
    tables,
    isOver: faults.isOver,
    onDenied: deny,
    onRestored: (names) => resets.push(...names),
  });

  return {
    model,
    sides: { hub: side, stream: side, uuid: createUuid() },
    streams,
    collections: hubCollections,
    people: [
      ...people,
      { name: 'operator', body: operator },
      ...(badLuck === undefined ? [] : [{ name: 'bad-luck', body: badLuck.body }]),
    ],
    takeHints() {
      timeline.catchUp();
      return hints.take();
    },
    takeResets() {
      const taken = resets;
      resets = [];
      return taken;
    },
    calm() {
      timeline.finish();
      faults.calm();
      outages.calm();
      hints.release();
    },
    records: () => tableNames.flatMap((name) => recordsOf(tables, journal, name)),
    classes: {
      faults: [...faultNames, ...badLuckFaults],
      edits: [...acts.map(({ name }) => name), ...badLuckEdits],
    },
    fieldClass,
    moneyFields,
    inside: { desk, systems, faults, execute },
  };
}

function createTables(context: Parameters<typeof createTable>[1]): Tables {
  const table = (name: TableName) => createTable(name, context);
  return {
    companies: table('companies'),
    people: table('people'),
    invoices: table('invoices'),
    'a.clients': table('a.clients'),
    'a.invoices': table('a.invoices'),
    'b.customers': table('b.customers'),
    'b.contacts': table('b.contacts'),
    'b.entries': table('b.entries'),
  };
}

function uniqueValues(journal: Journal, table: TableName, fields: Fields): Fields {
  const values = Object.entries(journal.values(table, '', fields));
  return Object.fromEntries(values.filter(([field]) => fieldClass(table, field) === 'unique'));
}

const isOurText = (value: FieldValue): value is string => typeof value === 'string' && /^v\d+-/i.test(value);

function recordsOf(tables: Tables, journal: Journal, table: TableName): readonly TrueRecord[] {
  return tables[table].rows().flatMap((row) =>
    partsOf(row).map(([part, { thing, key, fields }]) => ({
      side: sideOf(table),
      collection: collectionOf(table, part),
      record: row.id,
      part,
      thing,
      live: row.live,
      values: journal.values(table, part, fields),
      key,
      createdAt: new Date(row.created).toISOString(),
    })),
  );
}
