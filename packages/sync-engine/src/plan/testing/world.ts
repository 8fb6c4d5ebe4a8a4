import type { Codec } from '../../codec.ts';
import { advance, type Effect } from '../../effect.ts';
import type { Finding } from '../../finding.ts';
import type { Link } from '../../link.ts';
import type { CollectionModel } from '../../model.ts';
import type { Look, SideRecord } from '../../record.ts';
import type { FieldValue } from '../../value.ts';
import { planItem, type Plan, type PlanInput } from '../plan-item.ts';
import type { References } from '../references.ts';
import { settleEffect } from '../settle-effect.ts';
import { buildInput, buildItem } from './build-input.ts';
import { absent, buildRecord, itemKey, present, unknown } from './build-looks.ts';

/** What a side of the world really holds, in stored form and by the side's own field names. */
export interface Held {
  readonly id: string;
  live: boolean;
  readonly fields: Record<string, FieldValue>;
}

/** One hub item with its records: sides that do as they are told, and keep values in their own normal form. */
export interface World {
  readonly collection: CollectionModel;
  readonly references: References;
  /** By side, `hub` included; a side without an entry has no record (any more). */
  readonly held: Map<string, Held>;
  /** Sides that cannot be read now. */
  readonly unreadable: Set<string>;
  links: readonly Link[];
  rev: number;
  /** All findings that were ever reported, by key. */
  readonly findings: Map<string, Finding>;
  /** What a side makes of a stored value beyond its declared normal form. */
  readonly twist: (side: string, field: string, stored: FieldValue, before: FieldValue) => FieldValue;
  /** Told of every effect when it is planned. */
  readonly onPlanned: (effect: Effect) => void;
}

export const createWorld = (parts: Pick<World, 'collection' | 'references'> & Partial<World>): World => ({
  held: new Map(),
  unreadable: new Set(),
  links: [],
  rev: 0,
  findings: new Map(),
  twist: (_side, _field, stored) => stored,
  onPlanned: () => undefined,
  ...parts,
});

/** Name and codec of a hub field on a side. */
export function slotOf(
  collection: CollectionModel,
  side: string,
  field: string,
): { readonly name: string; readonly codec: Codec } | undefined {
  if (side !== 'hub') {
    const mapped = collection.mappings[side]?.fields[field];
    return mapped && { name: mapped.remote, codec: mapped.codec };
  }
  const column = collection.columns[field];
  return column && { name: field, codec: column.codec };
}

/** Canonical value that a side shows; `undefined` where it has no such field, no record, or unreadable text. */
export function shownValue(world: World, side: string, field: string): FieldValue | undefined {
  const slot = slotOf(world.collection, side, field);
  const held = world.held.get(side);
  if (slot === undefined || held === undefined) return undefined;
  const decoded = slot.codec.decode(held.fields[slot.name] ?? null);
  return decoded.ok ? decoded.value : undefined;
}

const toRecord = ({ id, live, fields }: Held): SideRecord => buildRecord(id, { ...fields }, { live });

export function lookAt(world: World, side: string): Look {
  if (world.unreadable.has(side)) return unknown;
  const held = world.held.get(side);
  return held === undefined ? absent : present(toRecord(held));
}

/** What a plan of the world as it is would be made from. */
export const inputOf = (world: World): PlanInput => ({
  ...buildInput({
    collection: world.collection,
    hub: lookAt(world, 'hub'),
    references: world.references,
    openFindings: new Set(world.findings.keys()),
  }),
  item: buildItem(world.links, { rev: world.rev }),
  looks: new Map(world.links.map(({ stream }) => [stream, lookAt(world, stream)])),
});

/** Plans the world as it is, without changing it. */
export const planWorld = (world: World): Plan => planItem(inputOf(world));

/** Stores what a plan changes by itself. */
export function commitPlan(world: World, plan: Plan): void {
  world.links = plan.links;
  world.rev += 1;
  for (const finding of plan.findings) world.findings.set(finding.key, finding);
  for (const effect of plan.effects) world.onPlanned(effect);
}

/** Carries out one effect, and settles it from the response. */
export function applyEffect(world: World, effect: Effect): void {
  const held = write(world, effect);
  const settlement = settleEffect({
    collection: world.collection,
    item: buildItem(world.links, { rev: world.rev }),
    effect: advance(effect, 'sending', 0),
    record: toRecord(held),
    part: '',
    references: world.references,
  });
  world.links = settlement.links;
  world.rev += 1;
  for (const finding of settlement.findings) world.findings.set(finding.key, finding);
}

function write(world: World, effect: Effect): Held {
  const { side, kind } = effect;
  if (kind === 'create') {
    const created: Held = { id: side === 'hub' ? itemKey.id : `${side}-1`, live: true, fields: {} };
    world.held.set(side, created);
    fill(world, effect, created);
    return created;
  }
  const held = world.held.get(side);
  if (held === undefined) throw new Error(`${effect.id}: there is no record to write`);
  if (kind === 'remove') remove(world, side, held);
  else if (kind === 'restore') held.live = true;
  else fill(world, effect, held);
  return held;
}

function remove(world: World, side: string, held: Held): void {
  held.live = false;
  if (side !== 'hub' && world.collection.mappings[side]?.capabilities.deletes === 'hard')
    world.held.delete(side);
}

function fill(world: World, { side, fields }: Effect, held: Held): void {
  for (const [field, { wanted }] of Object.entries(fields)) {
    const slot = slotOf(world.collection, side, field);
    const encoded = slot?.codec.encode(wanted);
    if (slot === undefined || encoded?.ok !== true)
      throw new Error(`${side}.${field} was sent what it cannot hold: ${JSON.stringify(wanted)}`);
    held.fields[slot.name] = world.twist(side, field, encoded.value, held.fields[slot.name] ?? null);
  }
}
