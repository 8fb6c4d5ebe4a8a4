import type { Effect } from '../effect.ts';
import { finding, type Finding } from '../finding.ts';
import type { ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { viewHub } from '../plan/side-view.ts';
import { SideUnavailable } from '../ports.ts';
import { equalValues } from '../value.ts';
import type { Context } from './context.ts';
import { madeBy } from './made-by.ts';
import { unlinkedWithKey, type RecordPartRef } from './unlinked-records.ts';

/** What a record's key slot says. */
export interface Keyed {
  /** The item that the record belongs to. */
  readonly item: ItemKey | null;
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
  if (ids.length === 0) return refs.map(() => ({ item: null, findings: [] }));
  const items = ids.map((id) => ({ collection: collection.name, id }));
  const links = new Map(
    (await context.ports.store.linksOfItems(mapping.stream, items)).map(({ item, link }) => [item.id, link]),
  );
  const looks = await context.ports.hub(collection.name).look(ids);
  const owned = new Set<string>();
  for (const [index, id] of ids.entries()) {
    const look = looks[index];
    if (look === undefined || look.kind === 'unknown')
      throw new SideUnavailable(`hub: ${collection.name} cannot be read`);
    const { presence, values } = viewHub(collection, look);
    const constants = Object.entries(collection.constants[mapping.stream] ?? {});
    if (presence !== 'gone' && constants.every(([field, value]) => equalValues(values[field], value)))
      owned.add(id);
  }
  const found: Keyed[] = [];
  for (const [at, ref] of refs.entries()) {
    const id = keys[at] ?? '';
    const item = { collection: collection.name, id };
    const link = links.get(id);
    const isOpen = link === undefined && owned.has(id);
    const isOurs = isOpen && (await isOriginal(context, item, mapping, ref));
    const isCopy = (isOpen && !isOurs) || link?.state === 'live';
    found.push({
      item: isOurs ? item : null,
      findings: isCopy ? [copied(item, mapping.stream, ref.record.id)] : [],
    });
  }
  return found;
}

// Of several records with one key, all but one are copies of it.
async function isOriginal(
  context: Context,
  item: ItemKey,
  mapping: Mapping,
  { record, part }: RecordPartRef,
) {
  const keyed = await unlinkedWithKey(context, item, mapping.stream, null);
  const create = keyed.length > 1 ? await openCreate(context, item, mapping) : undefined;
  const original = madeBy(keyed, create);
  return original === undefined || (original.record.id === record.id && original.part === part);
}

async function openCreate(context: Context, item: ItemKey, { stream }: Mapping): Promise<Effect | undefined> {
  const [state] = await context.ports.store.load([item]);
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
