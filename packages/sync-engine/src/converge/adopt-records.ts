import { advance } from '../effect.ts';
import { finding, type Finding } from '../finding.ts';
import { newLink, type ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { SideUnavailable, type Lease } from '../ports.ts';
import type { SideRecord } from '../record.ts';
import { equalValues } from '../value.ts';
import { viewHub } from '../plan/side-view.ts';
import { collectionOf, mappingsOf, type Context } from './context.ts';
import { matchHubItem } from './match-records.ts';
import { partsOf, withoutLinks, type RecordPartRef } from './unlinked-records.ts';
import { commitAll, itemLease, type Work } from './work.ts';

/** What first contact came to. */
export interface Adoption {
  /** Items that the records are linked to now. */
  readonly items: readonly ItemKey[];
  /** Ids of records that could not be dealt with now. */
  readonly later: readonly string[];
}

/**
 * First contact: links every part of the records that has no link yet, to the item named in its key slot, to
 * the one item that matches, or to a new one.
 */
export async function adoptRecords(
  context: Context,
  stream: string,
  records: readonly SideRecord[],
): Promise<Adoption> {
  const items: ItemKey[] = [];
  const later = new Set<string>();
  for (const mapping of mappingsOf(context, stream)) {
    const unlinked = await withoutLinks(
      context,
      mapping,
      records.flatMap((record) => partsOf(mapping, record)),
    );
    if (unlinked.length === 0) continue;
    // Matching is serialised per collection: two workers must not both find that nothing matches.
    const [lease] = await context.ports.store.lease(
      [`match:${mapping.collection}`],
      context.options.leaseFor,
    );
    if (lease === undefined) {
      for (const { record } of unlinked) later.add(record.id);
      continue;
    }
    try {
      for (const ref of await withoutLinks(context, mapping, unlinked)) {
        const adopted = await adoptPart(context, mapping, ref, lease);
        if (adopted === 'later') later.add(ref.record.id);
        else if (adopted !== null) items.push(adopted);
      }
    } finally {
      await context.ports.store.release([lease]);
    }
  }
  return { items, later: [...later] };
}

async function adoptPart(
  context: Context,
  mapping: Mapping,
  ref: RecordPartRef,
  match: Lease,
): Promise<ItemKey | 'later' | null> {
  if (context.ports.now() >= match.expiresAt) return 'later';
  const collection = collectionOf(context, mapping);
  try {
    const keyed = await itemOfKey(context, collection, mapping, ref);
    if (keyed.item !== null) return await link(context, mapping, ref, keyed.item, []);
    const matched = await matchHubItem(context, collection, mapping, ref);
    if (matched.kind === 'several') {
      await context.ports.store.report([matched.finding]);
      return null;
    }
    if (matched.kind === 'one') return await link(context, mapping, ref, matched.found, keyed.findings);
    return mapping.createInHub
      ? await link(context, mapping, ref, newItem(context, mapping, ref), keyed.findings)
      : null;
  } catch (error) {
    if (error instanceof SideUnavailable) return 'later';
    throw error;
  }
}

/** The item that the key slot names, if it may be this record's; a key that is taken marks a copy. */
async function itemOfKey(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  { record, part }: RecordPartRef,
): Promise<{ item: ItemKey | null; findings: Finding[] }> {
  const id = record.parts[part]?.key ?? null;
  if (id === null || id === '') return { item: null, findings: [] };
  const item = { collection: collection.name, id };
  const [linked] = await context.ports.store.linksOfItems(mapping.stream, [item]);
  if (linked !== undefined)
    return {
      item: null,
      findings: linked.link.state === 'live' ? [copied(item, mapping.stream, record.id)] : [],
    };
  const [look] = await context.ports.hub(collection.name).look([id]);
  if (look === undefined || look.kind === 'unknown')
    throw new SideUnavailable(`hub: ${collection.name} cannot be read`);
  const hub = viewHub(collection, look);
  const isOwned = Object.entries(collection.constants[mapping.stream] ?? {}).every(([field, value]) =>
    equalValues(hub.values[field], value),
  );
  return { item: hub.presence !== 'gone' && isOwned ? item : null, findings: [] };
}

// Made from what the provider shows of it, so that a repeated create is the same item and a re-used id is not.
function newItem({ ports }: Context, mapping: Mapping, { record, part }: RecordPartRef): ItemKey {
  const name = JSON.stringify([mapping.stream, record.id, part, record.createdAt]);
  return { collection: mapping.collection, id: ports.uuid(name) };
}

async function link(
  context: Context,
  mapping: Mapping,
  { record, part }: RecordPartRef,
  item: ItemKey,
  findings: readonly Finding[],
): Promise<ItemKey | 'later'> {
  const [lease] = await context.ports.store.lease([itemLease(item)], context.options.leaseFor);
  if (lease === undefined) return 'later';
  try {
    const [state] = await context.ports.store.load([item]);
    if (state === undefined || state.links.some(({ stream }) => stream === mapping.stream)) return 'later';
    // The record is what became of this create: its answer is not needed any more.
    const open = state.effects.filter(({ side, kind }) => side === mapping.stream && kind === 'create');
    const made = newLink({ stream: mapping.stream, remoteId: record.id, part, createdAt: record.createdAt });
    const work: Work = { key: item, lease, state, outcome: { kind: 'again' }, looks: new Map(), waits: [] };
    await commitAll(context, [
      {
        work,
        change: {
          links: [...state.links, made],
          effects: open.map((effect) => advance(effect, effect.state === 'sending' ? 'done' : 'abandoned')),
          findings,
          history: [{ what: 'linked', field: null, value: record.id, side: mapping.stream }],
        },
      },
    ]);
    return work.outcome.kind === 'again' ? item : 'later';
  } finally {
    await context.ports.store.release([lease]);
  }
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
