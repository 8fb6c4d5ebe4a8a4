import type { CollectionModel, Mapping } from '../model.ts';
import type { Link } from '../link.ts';
import type { Look, SideRecord } from '../record.ts';
import type { Codec } from '../codec.ts';
import { oncePer } from '../once-per.ts';
import type { Fields, FieldValue } from '../value.ts';

/**
 * Whether a side has the record: `soft` is deleted but readable, `gone` is proven absent, `unknown` could
 * not be read and says nothing.
 */
export type Presence = 'live' | 'soft' | 'gone' | 'unknown';

/** What a side shows of an item, decoded. */
export interface SideView {
  readonly presence: Presence;
  readonly record: SideRecord | null;
  /** Canonical values by hub field. */
  readonly values: Fields;
  /** True: gone, and the id names another record by now. */
  readonly isReused?: true;
  /** Why a field could not be decoded, by hub field. */
  readonly unreadable: Readonly<Record<string, string>>;
}

const nothingUnreadable: SideView['unreadable'] = {};

const nothing = (presence: Presence): SideView => ({ presence, record: null, values: {}, unreadable: {} });

/** How a view is had. */
export interface ViewOptions {
  /** False: it is asked for once, and what nobody asks for again need not be kept. @default true */
  readonly isKept?: boolean;
}

/** Decodes what the hub shows of an item. */
export function viewHub(collection: CollectionModel, look: Look, options?: ViewOptions): SideView {
  if (look.kind === 'unknown') return nothing('unknown');
  if (look.kind !== 'present') return nothing('gone');
  return viewOfCollection(collection)(look.record, '', options);
}

/** Decodes what a stream shows of the part that a link names. */
export function viewRemote(
  mapping: Mapping,
  link: Pick<Link, 'part' | 'createdAt'>,
  look: Look,
  options?: ViewOptions,
): SideView {
  if (look.kind === 'unknown' || look.kind === 'moved') return nothing('unknown');
  if (look.kind === 'absent') return nothing('gone');
  if (isAnotherRecord(link, look.record)) return { ...nothing('gone'), isReused: true };
  return viewOfMapping(mapping)(look.record, link.part, options);
}

/** Decodes a part of a record that was just read. */
export function viewRecord(mapping: Mapping, record: SideRecord, part: string): SideView {
  return viewOfMapping(mapping)(record, part);
}

// An id that was given again after a hard delete names another thing.
function isAnotherRecord(link: Pick<Link, 'createdAt'>, record: SideRecord): boolean {
  return link.createdAt !== null && record.createdAt !== null && link.createdAt !== record.createdAt;
}

interface DecodedField {
  readonly field: string;
  readonly name: string;
  readonly codec: Codec;
}

type View = (record: SideRecord, part: string, options?: ViewOptions) => SideView;

const viewOfCollection = oncePer(({ columns }: CollectionModel): View =>
  createView(Object.entries(columns).map(([field, { codec }]) => ({ field, name: field, codec }))),
);

const viewOfMapping = oncePer(({ fields }: Mapping): View =>
  createView(Object.entries(fields).map(([field, { remote, codec }]) => ({ field, name: remote, codec }))),
);

// The plan, its references and its last check all ask for the same record: it is decoded once.
function createView(fields: readonly DecodedField[]): View {
  const viewsOf = oncePer((_record: SideRecord) => new Map<string, SideView>());
  return (record, part, { isKept = true } = {}) => {
    if (!isKept) return decodePart(record, part, fields);
    const views = viewsOf(record);
    const known = views.get(part);
    if (known !== undefined) return known;
    const view = decodePart(record, part, fields);
    views.set(part, view);
    return view;
  };
}

function decodePart(record: SideRecord, partId: string, fields: readonly DecodedField[]): SideView {
  const part = record.parts[partId];
  if (part === undefined) return { ...nothing('gone'), record };
  const values: Record<string, FieldValue> = {};
  let unreadable = nothingUnreadable;
  for (const { field, name, codec } of fields) {
    const decoded = codec.decode(part.fields[name] ?? null);
    if (decoded.ok) values[field] = decoded.value;
    else unreadable = { ...unreadable, [field]: decoded.reason };
  }
  return { presence: record.live ? 'live' : 'soft', record, values, unreadable };
}
