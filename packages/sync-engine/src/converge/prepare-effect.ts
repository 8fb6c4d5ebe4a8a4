import { isEditedRemotely } from '../plan/opposing-edits.ts';
import { identityTaken, keptAgainstEdit } from '../plan/reports.ts';
import { newLink, type Link } from '../link.ts';
import type { Effect } from '../effect.ts';
import type { Mapping } from '../model.ts';
import { viewHub, viewRecord } from '../plan/side-view.ts';
import { SideUnavailable } from '../ports.ts';
import { collectionOf, mappingsOf, type Context } from './context.ts';
import { matchRecord, takersOf } from './match-records.ts';
import { partsOf, originalWithKey, type RecordPartRef } from './unlinked-records.ts';
import type { Change, Outcome, Work } from './work.ts';

/** Why an effect is not sent, and what is done instead. */
export interface Instead {
  readonly change: Omit<Change, 'effects'>;
  /** @default another round */
  readonly outcome?: Outcome;
}

/** What must be known before anything is sent; `undefined`: the effect may be sent. */
export async function prepareEffect(
  context: Context,
  work: Work,
  effect: Effect,
): Promise<Instead | undefined> {
  if (effect.side === 'hub') return undefined;
  if (effect.kind === 'create') return await prepareCreate(context, work, effect);
  return effect.kind === 'remove'
    ? await prepareRemove(context, work, effect)
    : await takenIdentity(context, work, effect);
}

/**
 * Before a create: the record may exist already, from a create whose answer was lost (it carries the key) or
 * from before (it matches). Then it is linked instead; where that is not certain, a person decides.
 */
async function prepareCreate(context: Context, work: Work, effect: Effect): Promise<Instead | undefined> {
  const mapping = collectionOf(context, work.key).mappings[effect.side];
  if (mapping === undefined) return { change: {} };
  try {
    const collection = collectionOf(context, work.key);
    const hub = viewHub(collection, work.looks.get('hub') ?? { kind: 'absent' });
    const keyed = await originalWithKey(context, work.key, effect.side, {
      parentId: effect.parentId,
      shown: hub.values,
      sentAt: null,
    });
    const match =
      keyed.kind === 'none' ? await matchRecord(context, collection, mapping, work.key, hub) : keyed;
    if (match.kind === 'one')
      return { change: { links: [...work.state.links, linkTo(mapping, match.found)] } };
    if (match.kind === 'several')
      return { change: { findings: [match.finding] }, outcome: { kind: 'settled' } };
    return await takenIdentity(context, work, effect);
  } catch (error) {
    return unavailable(context, error);
  }
}

/** Before an identity is written: another record that holds it would be merged, or refuse the write. */
async function takenIdentity(context: Context, work: Work, effect: Effect): Promise<Instead | undefined> {
  const mapping = collectionOf(context, work.key).mappings[effect.side];
  if (mapping === undefined) return undefined;
  try {
    for (const [field, { wanted }] of Object.entries(effect.fields)) {
      if (mapping.fields[field]?.identity !== true) continue;
      const takers = await takersOf(context, mapping, field, wanted, effect.remoteId);
      if (takers.length > 0)
        return {
          change: { findings: [identityTaken(work.key, effect.side, field, wanted)] },
          // The next plan leaves the field out; without it, a record cannot be created.
          ...(effect.kind === 'create' && { outcome: { kind: 'settled' } }),
        };
    }
    return undefined;
  } catch (error) {
    return unavailable(context, error);
  }
}

function unavailable(context: Context, error: unknown): Instead {
  if (error instanceof SideUnavailable)
    return { change: {}, outcome: { kind: 'retry', after: context.options.retryAfter } };
  throw error;
}

const linkTo = (mapping: Mapping, { record, part }: RecordPartRef) =>
  newLink({ stream: mapping.stream, remoteId: record.id, part, createdAt: record.createdAt });

/**
 * Before a whole record is removed: whatever it holds beyond this item must be known and unedited, since it goes
 * with it. Otherwise the record is kept, with a finding.
 */
async function prepareRemove(context: Context, work: Work, effect: Effect): Promise<Instead | undefined> {
  const look = work.looks.get(effect.side);
  if (effect.part !== '' || look?.kind !== 'present') return undefined;
  const { record } = look;
  const links = await context.ports.store.linksOfRecords(effect.side, [record.id]);
  const parts = mappingsOf(context, effect.side).flatMap((mapping) =>
    partsOf(mapping, record)
      .filter(({ part }) => part !== '')
      .map(({ part }) => ({ mapping, part })),
  );
  const isKnown = ({ mapping, part }: (typeof parts)[number]): boolean => {
    const owned = links.find(({ link }) => link.part === part && link.state === 'live');
    const view = viewRecord(mapping, record, part);
    return (
      owned !== undefined &&
      owned.link.alive !== null &&
      !isEditedRemotely(collectionOf(context, mapping), { link: owned.link, mapping, view })
    );
  };
  if (parts.every(isKnown)) return undefined;
  const next = work.state.links.map((link): Link =>
    link.stream === effect.side ? { ...link, state: 'tombstone', alive: { hub: false, remote: true } } : link,
  );
  return {
    change: {
      links: next,
      findings: [
        keptAgainstEdit(
          work.key,
          'hub',
          `deleted in the hub, but ${effect.side} ${record.id} holds more than that`,
        ),
      ],
    },
  };
}
