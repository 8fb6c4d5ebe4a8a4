import type { Effect, EffectField } from '../effect.ts';
import type { Finding } from '../finding.ts';
import { itemText, type Link } from '../link.ts';
import type { CollectionModel, CommandRule } from '../model.ts';
import type { ItemState, WaitsFor } from '../ports.ts';
import type { Look } from '../record.ts';
import type { FieldValue } from '../value.ts';
import type { LinkView } from './link-view.ts';
import { planCreates } from './plan-creates.ts';
import { planExistence, type ExistencePlan } from './plan-existence.ts';
import { planFields, type FieldsPlan } from './plan-fields.ts';
import type { References } from './references.ts';
import { commandRefused, guarded, identityTaken, unclearMoney, writeRefused } from './reports.ts';
import { viewHub, viewRemote, type SideView } from './side-view.ts';

/** Everything that a plan is made from. No open effects: they are settled by reading first. */
export interface PlanInput {
  readonly collection: CollectionModel;
  readonly item: ItemState;
  readonly hub: Look;
  /** What each link's record shows, by stream. */
  readonly looks: ReadonlyMap<string, Look>;
  readonly references: References;
  readonly deletesAllowed: (stream: string, remoteId: string) => boolean;
  readonly firstListingDone: (stream: string) => boolean;
  /** Keys of findings that are open for this item: refused writes are not sent again while theirs is. */
  readonly openFindings: ReadonlySet<string>;
}

/** The fewest writes that bring an item's sides together. Echo and no-op are the empty plan. */
export interface Plan {
  /** All links of the item from now on. */
  readonly links: readonly Link[];
  readonly effects: readonly Effect[];
  readonly findings: readonly Finding[];
  readonly waits: readonly WaitsFor[];
  readonly deletions: readonly { readonly stream: string; readonly remoteId: string }[];
  /** False: a side could not be read: the item has to be looked at again. */
  readonly complete: boolean;
}

/** Plans one item with all its links. Pure: same input, same plan, whatever the order of the links. */
export function planItem(input: PlanInput): Plan {
  const hub = viewHub(input.collection, input.hub);
  const views = linkViews(input);
  const complete = hub.presence !== 'unknown' && views.every(isKnown);
  const idle: Plan = {
    links: input.item.links,
    effects: [],
    findings: [],
    waits: [],
    deletions: [],
    complete,
  };
  if (hub.presence === 'unknown') return idle;

  const existence = planExistence({
    collection: input.collection,
    item: input.item.key,
    hub,
    links: views,
    hubKeepsItem: input.openFindings.has(
      writeRefused(input.item.key, effect(input, 'hub', 'remove', {}), '').key,
    ),
    // What the guard held back once is carried out when a person has looked, not when the stream has grown.
    deletesAllowed: (stream, remoteId) =>
      !input.openFindings.has(guarded(input.item.key, stream).key) && input.deletesAllowed(stream, remoteId),
  });
  // A stream that is no longer configured keeps its links: nothing is known of it, so nothing is forgotten.
  const unmapped = input.item.links.filter(({ stream }) => input.collection.mappings[stream] === undefined);
  const found = {
    ...idle,
    links: [...existence.links, ...unmapped],
    findings: existence.findings,
    deletions: existence.deletions,
  };
  if (existence.hub !== null)
    return withEffects(input, found, [effect(input, 'hub', existence.hub, { because: existence.because })]);

  // What the links have become just now: a link that was forgotten says nothing any more.
  const current = views.flatMap((view) => {
    const link = existence.links.find(({ stream }) => stream === view.link.stream);
    return link === undefined ? [] : [{ ...view, link }];
  });
  const fields = planFields({
    collection: input.collection,
    item: input.item.key,
    hub,
    active: existence.active,
    all: current,
    references: input.references,
    commandBlocked: (stream, rule) => isCommandBlocked(input, stream, rule),
    identityTaken: (stream, field, wanted) => isTaken(input, stream, field, wanted),
  });
  const links = found.links.map((link) => fields.links.find(({ stream }) => stream === link.stream) ?? link);
  const planned: Plan = {
    ...found,
    links,
    findings: [...found.findings, ...fields.findings],
    waits: fields.waits,
  };
  if (hub.presence !== 'live') return planWithoutHub(input, planned, existence, fields);
  // The hub first: streams are told what it holds, so nothing may be under way to it.
  return Object.keys(fields.hub).length > 0
    ? withEffects(input, planned, [effect(input, 'hub', 'update', { fields: fields.hub })])
    : planStreams(input, planned, hub, current, existence, fields);
}

const isKnown = ({ link, view }: LinkView): boolean =>
  view.presence !== 'unknown' || link.state === 'unlinked' || link.state === 'merged';

function linkViews({ collection, item, looks }: PlanInput): LinkView[] {
  return item.links
    .flatMap((link) => {
      const mapping = collection.mappings[link.stream];
      if (mapping === undefined) return [];
      const look = looks.get(link.stream) ?? { kind: 'unknown', cause: 'not looked at' };
      return [{ link, mapping, view: viewRemote(mapping, link, look) }];
    })
    .toSorted((left, right) => (left.link.stream < right.link.stream ? -1 : 1));
}

// An item that the hub lacks is made from everything that its streams show, once what it refers to is there.
function planWithoutHub(input: PlanInput, planned: Plan, existence: ExistencePlan, fields: FieldsPlan): Plan {
  if (existence.active.length === 0) return withEffects(input, planned, lifecycles(input, existence));
  if (fields.waits.length > 0) return planned;
  const constants: Record<string, EffectField> = {};
  for (const { link } of existence.active)
    for (const [field, wanted] of Object.entries(input.collection.constants[link.stream] ?? {}))
      constants[field] = { wanted, read: null, others: {} };
  return withEffects(input, planned, [
    effect(input, 'hub', 'create', { fields: { ...constants, ...fields.hub } }),
  ]);
}

const lifecycles = (input: PlanInput, existence: ExistencePlan): Effect[] =>
  Object.entries(existence.remotes).map(([stream, kind]) =>
    effect(input, stream, kind, recordOf(input, stream)),
  );

function planStreams(
  input: PlanInput,
  planned: Plan,
  hub: SideView,
  views: readonly LinkView[],
  existence: ExistencePlan,
  fields: FieldsPlan,
): Plan {
  const removals = lifecycles(input, existence);
  const updates = Object.entries(fields.remotes).map(([stream, changed]) =>
    effect(input, stream, 'update', { fields: changed, ...recordOf(input, stream) }),
  );
  const busy = new Set([...removals, ...updates].map(({ side }) => side));
  const commands = fields.commands
    .filter(({ stream }) => !busy.has(stream))
    .map(({ stream, rule, field }) =>
      effect(input, stream, 'command', {
        fields: { [rule.field]: field },
        command: { name: rule.name, expects: { [rule.field]: field.read } },
        ...recordOf(input, stream),
      }),
    );
  // What a command will change is not told to other streams before it has been seen.
  if (fields.commands.length > 0) {
    const commanded = new Set(fields.commands.map(({ stream }) => stream));
    return withEffects(input, planned, [...updates.filter(({ side }) => commanded.has(side)), ...commands]);
  }
  const creates = planCreates({
    collection: input.collection,
    item: input.item.key,
    hub,
    links: planned.links,
    views: views.map((view) => ({
      ...view,
      link: planned.links.find(({ stream }) => stream === view.link.stream) ?? view.link,
    })),
    references: input.references,
    firstListingDone: input.firstListingDone,
  });
  const made = creates.creates
    .filter(({ stream }) => !input.openFindings.has(unclearMoneyKey(input, stream)))
    .map(({ stream, fields: wanted, parentId }) =>
      effect(input, stream, 'create', { fields: wanted, parentId }),
    );
  const plan: Plan = {
    ...planned,
    findings: [...planned.findings, ...creates.findings],
    waits: [...planned.waits, ...creates.waits],
  };
  return withEffects(input, plan, [...removals, ...updates, ...made]);
}

function recordOf(input: PlanInput, stream: string): Pick<Effect, 'remoteId' | 'part'> {
  const link = input.item.links.find((candidate) => candidate.stream === stream);
  return { remoteId: link?.remoteId ?? null, part: link?.part ?? '' };
}

function effect(input: PlanInput, side: string, kind: Effect['kind'], rest: Partial<Effect>): Effect {
  const { key, rev } = input.item;
  return {
    id: `${itemText(key)}@${rev}>${side}:${kind}`,
    side,
    kind,
    remoteId: side === 'hub' ? key.id : null,
    part: '',
    parentId: null,
    fields: {},
    command: null,
    because: [],
    state: 'planned',
    sentAt: null,
    ...rest,
  };
}

// A write that its side refused for good stays unsent, with its finding, until it changes or a person says so.
function withEffects(input: PlanInput, plan: Plan, effects: readonly Effect[]): Plan {
  const refusals = effects.map((candidate) =>
    writeRefused(input.item.key, candidate, 'refused before, not sent again'),
  );
  const isRefused = (index: number): boolean => input.openFindings.has(refusals[index]?.key ?? '');
  return {
    ...plan,
    effects: effects.filter((_, index) => !isRefused(index)),
    findings: [...plan.findings, ...refusals.filter((_, index) => isRefused(index))],
  };
}

const unclearMoneyKey = (input: PlanInput, stream: string): string =>
  unclearMoney(input.item.key, stream, 'create').key;

// Refused or unclear before: the edit that asks for it is undone instead, until a person has looked.
function isCommandBlocked({ item, openFindings }: PlanInput, stream: string, rule: CommandRule): boolean {
  return (
    openFindings.has(unclearMoney(item.key, stream, rule.name).key) ||
    openFindings.has(commandRefused(item.key, stream, rule).key)
  );
}

const isTaken = (
  { item, openFindings }: PlanInput,
  stream: string,
  field: string,
  wanted: FieldValue,
): boolean => openFindings.has(identityTaken(item.key, stream, field, wanted).key);
