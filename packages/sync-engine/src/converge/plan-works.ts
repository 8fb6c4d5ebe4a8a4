import { advance, isHubCreate } from '../effect.ts';
import { findingsOf, type Finding, type FindingKind } from '../finding.ts';
import { createDeleteGuard, type DeleteGuard } from '../delete-guard.ts';
import { planItem, type Plan, type PlanInput } from '../plan/plan-item.ts';
import type { HistoryEntry } from '../ports.ts';
import { collectionOf, type Context } from './context.ts';
import { loadReferences } from './load-references.ts';
import { commitAll, type Change, type Work } from './work.ts';
import type { Link } from '../link.ts';
import { equalValues, type FieldValue } from '../value.ts';

/** Plans every work from its looks, and commits what the plans change. Works that are done become settled. */
export async function planWorks(context: Context, works: readonly Work[]): Promise<void> {
  if (works.length === 0) return;
  const references = await loadReferences(context, works);
  const open = new Set(await context.ports.store.openFindings(works.map(({ key }) => key)));
  const listed = await loadFirstListings(context, works);
  const planOne = (work: Work, deletesAllowed: PlanInput['deletesAllowed']): Plan =>
    planItem({
      collection: collectionOf(context, work.key),
      item: work.state,
      hub: work.looks.get('hub') ?? { kind: 'unknown', cause: 'not looked at' },
      looks: work.looks,
      references,
      deletesAllowed,
      firstListingDone: (stream) => listed.get(stream) ?? false,
      openFindings: open,
    });
  const planned = await planBehindGuards(context, works, planOne);
  for (const { work, plan } of planned)
    if (plan.effects.length === 0)
      work.outcome = plan.complete
        ? { kind: 'settled' }
        : { kind: 'retry', after: context.options.retryAfter };
  const now = context.ports.now();
  await commitAll(
    context,
    planned
      .map(({ work, plan }) => ({ work, change: announceCreates(toChange(work, plan, open), now) }))
      .filter(({ work, change }) => changesAnything(work, change, open)),
  );
}

// Nothing else is to be known before an item is made in the hub: its id is its own, and whoever makes it holds its lease.
// So it is announced with its plan, in one commit.
const announceCreates = (change: Change, now: number): Change => ({
  ...change,
  effects: (change.effects ?? []).map((effect) =>
    isHubCreate(effect) ? advance(effect, 'sending', now) : effect,
  ),
});

type Planned = { readonly work: Work; readonly plan: Plan };

// A guard counts all links of its stream, and few plans delete: it is loaded once a plan asks for it.
async function planBehindGuards(
  context: Context,
  works: readonly Work[],
  planOne: (work: Work, deletesAllowed: PlanInput['deletesAllowed']) => Plan,
): Promise<readonly Planned[]> {
  const asked = new Set<string>();
  const ask = (work: Work): Planned & { readonly hasAsked: boolean } => {
    let hasAsked = false;
    const first = planOne(work, (stream) => {
      asked.add(stream);
      hasAsked = true;
      return false;
    });
    return { work, plan: first, hasAsked };
  };
  const firsts = works.map(ask);
  if (asked.size === 0) return firsts;
  const guards = await loadGuards(context, [...asked]);
  return firsts.map(({ work, plan: first, hasAsked }) => ({
    work,
    plan: hasAsked ? planOne(work, (stream, remoteId) => guards.get(stream)?.(remoteId) ?? false) : first,
  }));
}

async function loadGuards(
  context: Context,
  streams: readonly string[],
): Promise<ReadonlyMap<string, DeleteGuard>> {
  const guards = new Map<string, DeleteGuard>();
  for (const stream of streams) {
    const counts = await context.ports.store.deleteCounts(stream, context.options.guard.within);
    guards.set(stream, createDeleteGuard(context.options.guard, counts));
  }
  return guards;
}

async function loadFirstListings(
  context: Context,
  works: readonly Work[],
): Promise<ReadonlyMap<string, boolean>> {
  const streams = streamsOf(works, ({ key }) => Object.keys(collectionOf(context, key).mappings));
  const listed = new Map<string, boolean>();
  for (const stream of streams)
    listed.set(stream, (await context.ports.store.loadCheckpoint(stream)).firstListingDone);
  return listed;
}

const streamsOf = (works: readonly Work[], of: (work: Work) => readonly string[]): string[] => [
  ...new Set(works.flatMap((work) => of(work))),
];

function toChange(work: Work, plan: Plan, open: ReadonlySet<string>): Change {
  const reported = new Set(plan.findings.map(({ key }) => key));
  return {
    links: plan.links,
    effects: plan.effects,
    findings: plan.findings,
    resolved: plan.complete && plan.effects.length === 0 ? causeGone(work, open, reported) : [],
    waits: plan.waits,
    deletions: plan.deletions,
    history: plan.effects.flatMap(toHistory),
  };
}

// Findings that a plan reports anew for as long as their cause is there.
const replanned: readonly FindingKind[] = [
  'value_refused',
  'unreadable_value',
  'does_not_stick',
  'write_refused',
  'delete_guard',
  'diverged',
];

function causeGone({ key }: Work, open: ReadonlySet<string>, reported: ReadonlySet<string>): string[] {
  const ofItem = replanned.map((kind) => findingsOf(kind, key));
  return [...open].filter(
    (findingKey) => !reported.has(findingKey) && ofItem.some((start) => findingKey.startsWith(start)),
  );
}

const toHistory = (effect: Plan['effects'][number]): HistoryEntry[] => {
  const fields = Object.entries(effect.fields);
  if (fields.length === 0) return [{ what: effect.kind, field: null, value: undefined, side: effect.side }];
  return fields.map(([field, { wanted }]) => ({
    what: effect.kind,
    field,
    value: wanted,
    side: effect.side,
  }));
};

function changesAnything(work: Work, change: Change, open: ReadonlySet<string>): boolean {
  return (
    (change.effects ?? []).length > 0 ||
    (change.resolved ?? []).length > 0 ||
    (change.findings ?? []).some(({ key }: Finding) => !open.has(key)) ||
    (change.deletions ?? []).length > 0 ||
    // What an item waits for is not known before its first commit of a run.
    (change.waits ?? []).length > 0 ||
    JSON.stringify(change.waits) !== JSON.stringify(work.waits) ||
    !sameLinks(change.links ?? [], work.state.links)
  );
}

// In any order: a plan may bring the links in another one.
function sameLinks(left: readonly Link[], right: readonly Link[]): boolean {
  if (left.length !== right.length) return false;
  const unmatched = [...right];
  return left.every((link) => {
    const index = unmatched.findIndex(
      (other) => other === link || equalValues(asValue(link), asValue(other)),
    );
    if (index !== -1) unmatched.splice(index, 1);
    return index !== -1;
  });
}

// Links hold nothing but JSON values.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const asValue = (link: Link): FieldValue => link as unknown as FieldValue;
