import { saidBy, type Effect } from '../effect.ts';
import { finding, type Finding } from '../finding.ts';
import type { ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { viewHub } from '../plan/side-view.ts';
import { SideUnavailable } from '../ports.ts';
import { equalValues, type Fields } from '../value.ts';
import type { Context } from './context.ts';
import { originalWithKey, type Original, type RecordPartRef } from './unlinked-records.ts';

/** What a record's key slot says. */
export interface Keyed {
  /** The item that the record belongs to. */
  readonly item: ItemKey | null;
  /** It may be that item's, or a copy: it is linked to nothing. */
  readonly isUnclear: boolean;
  /** It is a copy of that item's record, and no match for it. */
  readonly copyOf: ItemKey | null;
  readonly findings: readonly Finding[];
}

/**
 * For each record (part), the item that its key slot names, if it may be that item's: the item exists, is of the
 * stream's owner, and has no link in the stream. A key whose item is linked elsewhere marks a copy.
 * @throws {SideUnavailable}
 */
export async function keyedItems(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  refs: readonly RecordPartRef[],
): Promise<readonly Keyed[]> {
  const keys = refs.map(({ record, part }) => record.parts[part]?.key ?? '');
  const ids = [...new Set(keys)].filter((id) => id !== '');
  if (ids.length === 0) return refs.map(() => ({ item: null, isUnclear: false, copyOf: null, findings: [] }));
  const items = ids.map((id) => ({ collection: collection.name, id }));
  const links = new Map(
    (await context.ports.store.linksOfItems(mapping.stream, items)).map(({ item, link }) => [item.id, link]),
  );
  const looks = await context.ports.hub(collection.name).look(ids);
  const owned = new Map<string, Fields>();
  for (const [index, id] of ids.entries()) {
    const look = looks[index];
    if (look === undefined || look.kind === 'unknown')
      throw new SideUnavailable(`hub: ${collection.name} cannot be read`);
    const { presence, values } = viewHub(collection, look);
    const constants = Object.entries(collection.constants[mapping.stream] ?? {});
    if (presence !== 'gone' && constants.every(([field, value]) => equalValues(values[field], value)))
      owned.set(id, values);
  }
  const found: Keyed[] = [];
  for (const [at, ref] of refs.entries()) {
    const id = keys[at] ?? '';
    const item = { collection: collection.name, id };
    const link = links.get(id);
    const shown =
      link === undefined ? (owned.get(id) ?? (await saidOfGone(context, item, mapping))) : undefined;
    const original = shown === undefined ? undefined : await originalOf(context, item, mapping, shown);
    if (original?.kind === 'several' && original.refs.some((one) => isSamePart(one, ref))) {
      found.push({ item: null, isUnclear: true, copyOf: null, findings: [original.finding] });
      continue;
    }
    const isOurs = original?.kind === 'none' || (original?.kind === 'one' && isSamePart(original.found, ref));
    const isCopy = (original !== undefined && !isOurs) || link?.state === 'live';
    found.push({
      item: isOurs ? item : null,
      isUnclear: false,
      copyOf: isCopy ? item : null,
      findings: isCopy ? [copied(item, mapping.stream, ref.record.id)] : [],
    });
  }
  return found;
}

// What a create under way made is its item's still, though somebody has deleted that item meanwhile.
async function saidOfGone(context: Context, item: ItemKey, mapping: Mapping): Promise<Fields | undefined> {
  if (item.id === '') return undefined;
  const create = await openCreate(context, item, mapping);
  return create?.state === 'sending' ? saidBy(create) : undefined;
}

// Of several records with one key, all but one are copies of it. While a create is under way, the one that it made is
// known by what that create said, however the item was edited since. Of parts only the age of their records is known: one
// that stands where the create is under way is what became of it.
async function originalOf(
  context: Context,
  item: ItemKey,
  mapping: Mapping,
  shown: Fields,
): Promise<Original> {
  const create = await openCreate(context, item, mapping);
  const said = create === undefined ? shown : saidBy(create);
  const parentId = create?.parentId ?? null;
  const made = { shown: said, sentAt: create?.sentAt ?? null };
  const original = await originalWithKey(context, item, mapping.stream, { ...made, parentId });
  return original.kind === 'none' && parentId !== null
    ? await originalWithKey(context, item, mapping.stream, { ...made, parentId: null })
    : original;
}

const isSamePart = (left: RecordPartRef, right: RecordPartRef): boolean =>
  left.record.id === right.record.id && left.part === right.part;

async function openCreate(
  { ports }: Context,
  item: ItemKey,
  { stream }: Mapping,
): Promise<Effect | undefined> {
  const [state] = await ports.store.load([item]);
  return state?.effects.find(({ side, kind }) => side === stream && kind === 'create');
}

const copied = (item: ItemKey, stream: string, remoteId: string): Finding =>
  finding({
    kind: 'copy',
    item,
    side: stream,
    field: null,
    lost: remoteId,
    message: `${stream} ${remoteId} carries the key of an item that is linked elsewhere: a copy, taken as its own`,
  });
