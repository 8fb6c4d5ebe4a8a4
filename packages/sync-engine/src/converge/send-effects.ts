import { advance, type Effect } from '../effect.ts';
import { collectionOf, sideOf, type Context } from './context.ts';
import { matchLease } from './match-lease.ts';
import { prepareEffect } from './prepare-effect.ts';
import { settleResults, type Answered } from './settle-result.ts';
import { toRequest, type Fresh } from './to-request.ts';
import { commitAll, type Work } from './work.ts';
import { writeRefused } from '../plan/reports.ts';
import { viewHub, viewRemote, type SideView } from '../plan/side-view.ts';
import type { Look, SideRecord } from '../record.ts';
import { equalValues } from '../value.ts';
import type { Lease, WriteRequest } from '../ports.ts';

/** One effect of one item on its way out. */
interface Sending {
  /** True: what it is to become a part of is deleted. */
  isOrphan: boolean;
  readonly work: Work;
  /** How many effects of its item this round are not yet known to wait for a person. */
  readonly item: { unsettled: number };
  effect: Effect;
  lease: Lease | undefined;
  fresh: Fresh | undefined;
}

/** Sends the effects that all works have planned now, side by side, and settles what comes back. */
export async function sendEffects(context: Context, works: readonly Work[]): Promise<void> {
  const sendings = works.flatMap((work) => {
    const open = work.state.effects;
    const item = { unsettled: open.length };
    return open.map((effect): Sending => ({
      work,
      item,
      effect,
      lease: undefined,
      fresh: undefined,
      isOrphan: false,
    }));
  });
  const bySide = Map.groupBy(sendings, ({ work, effect }) =>
    effect.side === 'hub' ? `hub.${work.key.collection}` : effect.side,
  );
  for (const group of bySide.values()) for (const wave of waves(group)) await sendWave(context, wave);
}

// Writes to one record, and creates in one collection, go one after the other; all others side by side.
function waves(group: readonly Sending[]): Sending[][] {
  const byLease = Map.groupBy(group, ({ work, effect }) => recordLease(work, effect));
  const most = Math.max(...[...byLease.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, index) =>
    [...byLease.values()].flatMap((queue) => queue[index] ?? []),
  );
}

async function sendWave(context: Context, wave: readonly Sending[]): Promise<void> {
  const announced = wave.filter(({ effect }) => effect.state === 'sending');
  for (const sending of announced) sending.fresh = { record: null, readAt: context.ports.now() };
  const group = wave.filter(({ effect }) => effect.state === 'planned');
  if (group.length === 0) {
    await write(context, announced);
    return;
  }
  await leaseRecords(context, group);
  const leased = group.filter((sending) => sending.lease !== undefined);
  await drop(
    context,
    group.filter((sending) => sending.lease === undefined),
    'the record is being written',
  );
  const prepared: Sending[] = [];
  for (const sending of leased) if (await prepare(context, sending)) prepared.push(sending);
  await markSending(context, prepared);
  const marked = prepared.filter(({ effect }) => effect.state === 'sending');
  await readAgain(context, marked);
  await refuseOrphans(context, marked);
  const unmoved = marked.filter((sending) => sending.fresh !== undefined);
  await drop(
    context,
    marked.filter((sending) => sending.fresh === undefined && sending.effect.state === 'sending'),
    'it moved since the plan',
  );
  const unclear = await write(context, [...announced, ...unmoved]);
  await context.ports.store.release(
    // An unclear write may still land: its record stays leased until it cannot any more.
    leased.filter((sending) => !unclear.has(sending)).flatMap(({ lease }) => lease ?? []),
  );
}

async function leaseRecords(context: Context, group: readonly Sending[]): Promise<void> {
  const keys = group.map(({ work, effect }) => recordLease(work, effect));
  const longest = Math.max(...group.map(({ work, effect }) => longestRequest(context, work, effect)));
  const leases = await context.ports.store.lease(keys, context.options.sendWindow + longest + 1);
  for (const [index, sending] of group.entries()) sending.lease = leases[index];
}

// A create in a stream is serialised with first contact; a part with its whole record.
function recordLease(work: Work, { side, kind, remoteId, parentId }: Effect): string {
  if (side === 'hub') return `record:hub/${work.key.collection}/${work.key.id}`;
  return kind === 'create' && parentId === null
    ? matchLease(work.key.collection)
    : `record:${side}/${parentId ?? remoteId ?? ''}`;
}

function longestRequest(context: Context, work: Work, { side }: Effect): number {
  const collection = collectionOf(context, work.key);
  return side === 'hub'
    ? collection.longestRequest
    : (collection.mappings[side]?.capabilities.longestRequest ?? 0);
}

// What must be known before anything is sent: no taker of an identity, and no record that is this one already.
async function prepare(context: Context, sending: Sending): Promise<boolean> {
  const { work, item, effect } = sending;
  const change = await prepareEffect(context, work, effect);
  if (change === undefined) return true;
  await commitAll(context, [{ work, change: { ...change.change, effects: [advance(effect, 'abandoned')] } }]);
  if (change.outcome?.kind === 'settled') item.unsettled -= 1;
  // What else was under way for the item, sent or dropped, is to be looked at again.
  const isOutcome = change.outcome?.kind === 'retry' || item.unsettled === 0;
  if (work.outcome.kind === 'again' && change.outcome !== undefined && isOutcome)
    work.outcome = change.outcome;
  return false;
}

async function markSending(context: Context, sendings: readonly Sending[]): Promise<void> {
  const now = context.ports.now();
  const changed = sendings.map((sending) => ({ sending, effect: advance(sending.effect, 'sending', now) }));
  await commitAll(
    context,
    changed.map(({ sending, effect }) => ({ work: sending.work, change: { effects: [effect] } })),
  );
  for (const { sending, effect } of changed)
    if (sending.work.state.effects.some(({ id, state }) => id === effect.id && state === 'sending'))
      sending.effect = effect;
}

/** Reads every record again right before it is written; one that moved since the plan is not written. */
async function readAgain(context: Context, sendings: readonly Sending[]): Promise<void> {
  const [first] = sendings;
  if (first === undefined) return;
  const side = sideOf(context, first.work.key.collection, first.effect.side);
  const ids = sendings.map(({ effect }) => (effect.kind === 'create' ? effect.parentId : effect.remoteId));
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const looks = wanted.length === 0 ? [] : await side.look(wanted);
  const byId = new Map(wanted.map((id, index) => [id, looks[index]]));
  const readAt = context.ports.now();
  for (const [index, sending] of sendings.entries()) {
    const id = ids[index];
    const look = id === null || id === undefined ? undefined : byId.get(id);
    sending.isOrphan = sending.effect.kind === 'create' && isDeleted(look);
    const record = id === null ? null : unmovedRecord(context, sending, look);
    if (record !== undefined) sending.fresh = { record, readAt };
  }
}

const isDeleted = (look: Look | undefined): boolean =>
  look?.kind === 'absent' || (look?.kind === 'present' && !look.record.live);

// Refused for good, with a finding, until it belongs to something else.
async function refuseOrphans(context: Context, sendings: readonly Sending[]): Promise<void> {
  for (const sending of sendings.filter(({ isOrphan }) => isOrphan)) {
    const { work, effect } = sending;
    sending.effect = advance(effect, 'refused');
    const reason = `${effect.parentId ?? 'the record'} that it is to be a part of is deleted`;
    await commitAll(context, [
      { work, change: { effects: [sending.effect], findings: [writeRefused(work.key, effect, reason)] } },
    ]);
  }
}

function unmovedRecord(
  context: Context,
  { work, effect }: Sending,
  look: Look | undefined,
): SideRecord | undefined {
  if (look?.kind !== 'present') return undefined;
  if (effect.kind === 'create') return look.record.live ? look.record : undefined;
  const collection = collectionOf(context, work.key);
  const mapping = collection.mappings[effect.side];
  const link = work.state.links.find(({ stream }) => stream === effect.side);
  const planned = work.looks.get(effect.side);
  if (planned === undefined) return undefined;
  const view = (shown: Look): SideView | undefined =>
    effect.side === 'hub' ? viewHub(collection, shown) : mapping && link && viewRemote(mapping, link, shown);
  const [before, now] = [view(planned), view(look)];
  if (before === undefined || now === undefined || before.presence !== now.presence) return undefined;
  return equalValues(before.values, now.values) && equalValues(before.unreadable, now.unreadable)
    ? look.record
    : undefined;
}

async function write(context: Context, sendings: readonly Sending[]): Promise<ReadonlySet<Sending>> {
  const unclear = new Set<Sending>();
  const requests: { sending: Sending; request: WriteRequest }[] = sendings.flatMap((sending) => {
    const request = toRequest(context, sending.work, sending.effect, sending.fresh);
    return request === undefined ? [] : [{ sending, request }];
  });
  const [first] = requests;
  if (first === undefined) return unclear;
  observeExposure(context, sendings);
  const results = await sideOf(context, first.sending.work.key.collection, first.sending.effect.side).write(
    requests.map(({ request }) => request),
  );
  const answered: Answered[] = requests.map(({ sending: { work, effect } }, index) => ({
    work,
    effect,
    result: results[index] ?? { kind: 'unclear', cause: 'no answer' },
  }));
  await settleResults(context, answered);
  for (const [index, { sending }] of requests.entries())
    if (answered[index]?.result.kind === 'unclear') unclear.add(sending);
  return unclear;
}

function observeExposure(context: Context, sendings: readonly Sending[]): void {
  const sentAt = context.ports.now();
  for (const { work, effect, fresh } of sendings) {
    const cas = collectionOf(context, work.key).mappings[effect.side]?.capabilities.cas === true;
    if (!cas && fresh !== undefined && effect.kind !== 'create')
      context.observe({ kind: 'exposure', side: effect.side, readAt: fresh.readAt, sentAt });
  }
}

// Provably never sent: the next round plans anew.
async function drop(context: Context, sendings: readonly Sending[], what: string): Promise<void> {
  // Somebody is at work on it: what the other sides showed is read again as well, or an edit made there meanwhile would
  // be taken for one made later.
  for (const { work } of sendings) work.carried = new Map();
  await commitAll(
    context,
    sendings.map(({ work, effect }) => ({
      work,
      change: {
        effects: [advance(effect, 'abandoned')],
        history: [
          { what: `${effect.kind} abandoned: ${what}`, field: null, value: undefined, side: effect.side },
        ],
      },
    })),
  );
}
