import type { Codec, Fields, FieldValue, Model } from '../../src/index.ts';
import { equalValues, isEmpty, normalForm } from '../../src/index.ts';
import type { Place, Thing, TruthLog, WrittenField } from '../truth-log.ts';
import { normalForms } from './normal-forms.ts';
import type { Row } from './row.ts';
import { partsOf } from './row.ts';
import { collectionOf, hasCas, isHub, sideOf } from './tables.ts';
import type { TableName } from './tables.ts';

type By = 'person' | 'engine';

/** Which part of which record. */
export interface PartAddress {
  readonly table: TableName;
  readonly id: string;
  readonly part: string;
  readonly thing: Thing;
}

/** Writes the truth log in its terms (canonical values, by hub field) from stored values by the side's names. */
export interface Journal {
  readonly log: TruthLog;
  place(table: TableName, id: string, part: string): Place;
  /** Canonical values by hub field; what cannot be read is left out. */
  values(table: TableName, part: string, stored: Fields): Fields;
  /** The hub's name for a field of a side; `undefined` where it is not mapped. */
  hubField(table: TableName, part: string, remote: string): string | undefined;
  /** The hub's names of all fields of a side's whole records. */
  hubFields(table: TableName): readonly string[];
  created(by: By, address: PartAddress, stored: Fields, like?: Place): void;
  /** Which of the values that a side was sent it keeps in another form. */
  normalised(table: TableName, part: string, sent: Fields): void;
  /** Each field of `after` that differs from `before`: a person's edit by somebody who was shown `shown`. */
  edited(address: PartAddress, before: Fields, after: Fields, shown: Fields): void;
  /** An engine's update: `sent` fields, of a record that it had `read`, over what was truly there. */
  written(address: PartAddress, write: WrittenStates): void;
  computed(address: PartAddress, before: Fields, after: Fields): void;
  /** `removed` or `restored`, for a record and all its parts. */
  liveness(kind: 'removed' | 'restored', by: By, table: TableName, row: Row): void;
  removedPart(by: By, address: PartAddress): void;
}

export interface WrittenStates {
  readonly sent: Fields;
  readonly read: Fields;
  readonly before: Fields;
  readonly after: Fields;
}

interface JournalField {
  readonly hub: string;
  readonly remote: string;
  readonly codec: Codec;
}

const place = (table: TableName, id: string, part: string): Place => ({
  side: sideOf(table),
  collection: collectionOf(table, part),
  record: id,
  part,
});

export function createJournal(model: Model, log: TruthLog): Journal {
  const known = new Map<string, readonly JournalField[]>();

  function fieldsOf(table: TableName, part: string): readonly JournalField[] {
    const prefix = part === '' ? '' : 'contact:';
    const found = known.get(table + prefix);
    if (found !== undefined) return found;
    const collection = model.collections[collectionOf(table, part)];
    const fields = isHub(table)
      ? Object.entries(collection?.columns ?? {}).map(([hub, { codec }]) => ({ hub, remote: hub, codec }))
      : Object.entries(collection?.mappings[table]?.fields ?? {}).map(([hub, { remote, codec }]) => ({
          hub,
          remote,
          codec,
        }));
    known.set(table + prefix, fields);
    return fields;
  }

  function values(table: TableName, part: string, stored: Fields): Fields {
    const canonical: Record<string, FieldValue> = {};
    for (const { hub, remote, codec } of fieldsOf(table, part)) {
      const value = stored[remote];
      const decoded = value === undefined ? undefined : codec.decode(value);
      if (decoded?.ok === true) canonical[hub] = decoded.value;
    }
    return canonical;
  }

  const at = ({ table, id, part, thing }: PartAddress): { place: Place; thing: Thing } => ({
    place: place(table, id, part),
    thing,
  });

  /** Canonical fields that differ between two stored states. */
  function changes(
    { table, part }: PartAddress,
    before: Fields,
    after: Fields,
  ): (readonly [string, FieldValue, FieldValue])[] {
    const was = values(table, part, before);
    return Object.entries(values(table, part, after))
      .filter(([field, value]) => !equalValues(value, was[field]))
      .map(([field, value]) => [field, value, was[field] ?? null]);
  }

  /** Logs which of these values the side keeps in another form. */
  function normalised(table: TableName, part: string, sent: Fields): void {
    const kept = values(
      table,
      part,
      Object.fromEntries(
        Object.entries(sent).map(([field, value]) => [field, normalForms(table, field, value)]),
      ),
    );
    for (const [field, from] of Object.entries(values(table, part, sent))) {
      const to = kept[field] ?? null;
      if (!equalValues(from, to)) log.add({ kind: 'normalised', field, from, to });
    }
  }

  /** Logs the declared forms that other sides give to a value that a person typed. */
  function spread({ table, part }: PartAddress, field: string, value: FieldValue): void {
    const collection = model.collections[collectionOf(table, part)];
    if (collection?.columns[field]?.kind !== 'value') return;
    for (const mapping of Object.values(collection.mappings)) {
      const codec = mapping.fields[field]?.codec;
      const form = codec === undefined ? undefined : normalForm(codec, value);
      if (form?.ok === true && !equalValues(form.value, value))
        log.add({ kind: 'normalised', field, from: value, to: form.value });
    }
  }

  return {
    log,
    place,
    normalised,
    values,
    hubField: (table, part, remote) => fieldsOf(table, part).find((field) => field.remote === remote)?.hub,
    hubFields: (table) => fieldsOf(table, '').map(({ hub }) => hub),
    created(by, address, stored, like) {
      const shown = values(address.table, address.part, stored);
      log.add({ kind: 'created', by, ...at(address), values: shown, ...(like && { like }) });
      if (by === 'person') for (const [field, value] of Object.entries(shown)) spread(address, field, value);
    },
    edited(address, before, after, shown) {
      const parents = values(address.table, address.part, shown);
      for (const [field, value, over] of changes(address, before, after)) {
        log.add({ kind: 'edited', ...at(address), field, value, parent: parents[field] ?? null, over });
        spread(address, field, value);
      }
    },
    written(address, { sent, read, before, after }) {
      const { table, part } = address;
      const [seen, over, stored] = [read, before, after].map((state) => values(table, part, state));
      const fields: Record<string, WrittenField> = {};
      for (const [field, wanted] of Object.entries(values(table, part, sent)))
        fields[field] = {
          wanted,
          read: seen?.[field] ?? null,
          over: over?.[field] ?? null,
          stored: stored?.[field] ?? null,
        };
      normalised(table, part, sent);
      log.add({ kind: 'written', ...at(address), cas: hasCas(address.table), fields });
    },
    computed(address, before, after) {
      for (const [field, value, was] of changes(address, before, after))
        if (!isEmpty(value) || !isEmpty(was)) log.add({ kind: 'computed', ...at(address), field, value });
    },
    liveness(kind, by, table, row) {
      for (const [part, { thing }] of partsOf(row))
        log.add({ kind, by, ...at({ table, id: row.id, part, thing }) });
    },
    removedPart(by, address) {
      log.add({ kind: 'removed', by, ...at(address) });
    },
  };
}
