import type { EffectField } from '../effect.ts';
import { finding, type Finding } from '../finding.ts';
import type { ItemKey, Link } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import type { WaitsFor } from '../ports.ts';
import { equalValues, isEmpty, type FieldValue } from '../value.ts';
import type { LinkView } from './link-view.ts';
import type { References } from './references.ts';
import { resolveAuthority } from './resolve-authority.ts';
import { inRemoteTerms, referenceId } from './same-value.ts';
import type { SideView } from './side-view.ts';

/** A record to be made in a stream. */
export interface PlannedCreate {
  readonly stream: string;
  /** Id of the record that a part is made in. */
  readonly parentId: string | null;
  readonly fields: Readonly<Record<string, EffectField>>;
}

export interface CreatesInput {
  readonly collection: CollectionModel;
  readonly item: ItemKey;
  readonly hub: SideView;
  readonly links: readonly Link[];
  readonly views: readonly LinkView[];
  readonly references: References;
  /** True once the stream's first complete listing has been through first contact. */
  readonly firstListingDone: (stream: string) => boolean;
}

export interface CreatesPlan {
  readonly creates: readonly PlannedCreate[];
  readonly findings: readonly Finding[];
  readonly waits: readonly WaitsFor[];
}

/** Plans the records that a live hub item lacks in its streams. */
export function planCreates(input: CreatesInput): CreatesPlan {
  const wanted = Object.values(input.collection.mappings).filter((mapping) => isWanted(input, mapping));
  const plans = wanted
    .filter(({ stream }) => input.firstListingDone(stream))
    .map((mapping) => planCreate(input, mapping));
  return {
    creates: plans.flatMap(({ create }) => create ?? []),
    findings: plans.flatMap(({ findings }) => findings),
    // No record is created in a stream before everything that is there has been matched.
    waits: [
      ...plans.flatMap(({ waits }) => waits),
      ...wanted
        .filter(({ stream }) => !input.firstListingDone(stream))
        .map(({ stream }): WaitsFor => ({ kind: 'listing', stream })),
    ],
  };
}

/** Whether a live hub item is to have a record in the stream, and has no link there. */
export function isWanted(
  {
    collection,
    hub,
    links,
  }: Pick<CreatesInput, 'collection' | 'hub'> & { readonly links: readonly Pick<Link, 'stream' | 'state'>[] },
  mapping: Mapping,
): boolean {
  const { createInStream, stream } = mapping;
  if (createInStream === false || !canBeWanted(links, mapping)) return false;
  const constants = Object.entries(collection.constants[stream] ?? {});
  return (
    constants.every(([field, value]) => equalValues(hub.values[field], value)) &&
    Object.entries(createInStream.when).every(([field, values]) =>
      values.some((value) => equalValues(value, hub.values[field])),
    )
  );
}

/** Whether an item with these links could have a record made in the stream, whatever it shows. */
export const canBeWanted = (
  links: readonly Pick<Link, 'stream' | 'state'>[],
  { createInStream, stream, capabilities }: Mapping,
): boolean =>
  createInStream !== false &&
  capabilities.keySlot &&
  // A link of any state: a tombstone or a person's unlink is remembered.
  !links.some((link) => link.stream === stream);

interface CreatePlan {
  readonly create: PlannedCreate | null;
  readonly findings: readonly Finding[];
  readonly waits: readonly WaitsFor[];
}

function planCreate(input: CreatesInput, mapping: Mapping): CreatePlan {
  const fields: Record<string, EffectField> = {};
  const findings: Finding[] = [];
  const waits: WaitsFor[] = [];
  for (const field of Object.keys(mapping.fields).toSorted()) {
    const outcome = planCreateField(input, mapping, field);
    if (outcome === 'unsettled') return { create: null, findings: [], waits: [] };
    if (outcome === null) continue;
    if ('waits' in outcome) waits.push(outcome.waits);
    else if ('finding' in outcome) findings.push(outcome.finding);
    else fields[field] = outcome;
  }
  const parentId = mapping.parent === undefined ? null : parentOf(input, mapping, mapping.parent);
  if (parentId === undefined || waits.length > 0 || findings.length > 0)
    return { create: null, findings, waits };
  return { create: { stream: mapping.stream, parentId, fields }, findings, waits };
}

function planCreateField(
  input: CreatesInput,
  mapping: Mapping,
  field: string,
): EffectField | { waits: WaitsFor } | { finding: Finding } | 'unsettled' | null {
  const { collection, item, hub, references } = input;
  const [column, fieldMapping] = [collection.columns[field], mapping.fields[field]];
  if (column === undefined || fieldMapping === undefined) return null;
  const decider = deciderOf(input, mapping, field);
  if (decider === 'unsettled')
    return willDecide(input, field) ? decider : { finding: neverDecided(input, mapping, field) };
  const { entity } = decider;
  const isParent = field === mapping.parent;
  if (!isParent && (fieldMapping.direction === 'in' || entity === mapping.entity)) return null;
  if (entity !== null && entity !== mapping.entity && !isSettledWith(input, entity, field))
    return 'unsettled';
  const value: FieldValue = hub.values[field] ?? null;
  if (hub.unreadable[field] !== undefined) return 'unsettled';
  if (isEmpty(value)) return isParent ? 'unsettled' : null;
  const wanted = inRemoteTerms({ column, mapping: fieldMapping }, value, references);
  if (wanted === undefined)
    return {
      waits: {
        kind: 'item',
        item: { collection: column.to ?? '', id: referenceId(value) },
        stream: fieldMapping.refers ?? mapping.stream,
      },
    };
  const encoded = fieldMapping.codec.encode(wanted);
  if (!encoded.ok)
    return {
      finding: finding({
        kind: 'value_refused',
        item,
        side: mapping.stream,
        field,
        lost: wanted,
        message: `${field}: ${mapping.stream} cannot hold it, so the record is not created: ${encoded.reason}`,
      }),
    };
  return { wanted, read: null, others: { hub: value } };
}

// The stream that decides the field now, if one does. A state that only the new record will have binds nobody yet.
function deciderOf(
  { collection, views }: CreatesInput,
  mapping: Mapping,
  field: string,
): { readonly entity: string | null } | 'unsettled' {
  const authority = collection.authority[field];
  const byStateOf = authority?.kind === 'by-state' ? authority.stream : mapping.entity;
  const isStateShown = views.some(
    ({ link, mapping: other }) => other.entity === byStateOf && link.state === 'live',
  );
  if (byStateOf !== mapping.entity && !isStateShown) return 'unsettled';
  const resolved = resolveAuthority(collection, field, views);
  if (resolved === undefined) return 'unsettled';
  return { entity: resolved.kind === 'stream' ? resolved.stream : null };
}

// Some stream that decides the field by its state has a record of the item, or is about to get one.
function willDecide(input: CreatesInput, field: string): boolean {
  const authority = input.collection.authority[field];
  if (authority?.kind !== 'by-state') return true;
  const deciders = Object.values(input.collection.mappings).filter(
    ({ entity }) => entity === authority.stream,
  );
  return deciders.some(
    (mapping) =>
      isWanted(input, mapping) ||
      input.links.some(({ stream, state }) => stream === mapping.stream && state === 'live'),
  );
}

// It would wait for ever, and nobody would know.
const neverDecided = ({ collection, item }: CreatesInput, { stream }: Mapping, field: string): Finding => {
  const authority = collection.authority[field];
  const decider = authority?.kind === 'by-state' ? authority.stream : 'another stream';
  return finding({
    kind: 'diverged',
    item,
    side: stream,
    field,
    lost: undefined,
    message: `${field}: ${decider} decides it and has no record of this item, so none is created in ${stream}`,
  });
};

// What another stream decides is sent on only after the hub has it from there.
function isSettledWith({ hub, views }: CreatesInput, entity: string, field: string): boolean {
  const decider = views.find(({ link, mapping }) => mapping.entity === entity && link.state === 'live');
  const base = decider?.link.base[field];
  return (
    decider !== undefined &&
    base !== undefined &&
    equalValues(hub.values[field], base.hub) &&
    equalValues(decider.view.values[field], base.remote)
  );
}

function parentOf(
  { collection, hub, references }: CreatesInput,
  mapping: Mapping,
  parent: string,
): string | undefined {
  const [column, value] = [collection.columns[parent], hub.values[parent]];
  if (column?.to === undefined || typeof value !== 'string') return undefined;
  return references.toRemote(mapping.fields[parent]?.refers ?? mapping.stream, column.to, value);
}
