import type { Finding } from '../finding.ts';
import { newLink, type ItemKey, type Link } from '../link.ts';
import type { CollectionModel } from '../model.ts';
import type { LinkView } from './link-view.ts';
import { isEditedElsewhere, isEditedRemotely } from './opposing-edits.ts';
import { guarded, keptAgainstEdit } from './reports.ts';
import type { SideView } from './side-view.ts';

/** What becomes of the item's records, before any field is looked at. */
export interface ExistencePlan {
  readonly hub: 'remove' | 'restore' | null;
  /** Streams whose delete or restore the write to the hub item carries out. */
  readonly because: readonly string[];
  /** Writes to streams, by stream. */
  readonly remotes: Readonly<Record<string, 'remove' | 'restore'>>;
  /** All links from now on. */
  readonly links: readonly Link[];
  /** Links whose fields are to be compared. */
  readonly active: readonly LinkView[];
  /** Deletes acted on, for the delete guard. */
  readonly deletions: readonly { readonly stream: string; readonly remoteId: string }[];
  readonly findings: readonly Finding[];
}

/** What the existence plan is made from. The hub's view must be known. */
export interface ExistenceInput {
  readonly collection: CollectionModel;
  readonly item: ItemKey;
  readonly hub: SideView;
  readonly links: readonly LinkView[];
  /** True: the hub refused to remove the item for good. */
  readonly hubKeepsItem: boolean;
  /** False: the stream's delete guard has tripped. */
  readonly deletesAllowed: (stream: string, remoteId: string) => boolean;
}

interface Outcome {
  /** `null`: the link is forgotten. */
  readonly link: Link | null;
  readonly active?: true;
  readonly hub?: 'remove' | 'restore';
  readonly remote?: 'remove' | 'restore';
  readonly deletion?: true;
  readonly finding?: Finding;
}

/** Plans deletes and restores: unopposed ones travel, a delete against an edit keeps the record. */
export function planExistence(input: ExistenceInput): ExistencePlan {
  const outcomes = input.links.map((view) => ({ view, outcome: planLink(input, view) }));
  return {
    // All records that wish the same: a live item may be removed, an archived one may be restored.
    hub: outcomes.flatMap(({ outcome }) => outcome.hub ?? [])[0] ?? null,
    because: outcomes.flatMap(({ view, outcome }) => (outcome.hub === undefined ? [] : [view.link.stream])),
    remotes: Object.fromEntries(
      outcomes.flatMap(({ view, outcome }) => (outcome.remote ? [[view.link.stream, outcome.remote]] : [])),
    ),
    links: outcomes.flatMap(({ outcome }) => outcome.link ?? []),
    active: outcomes.flatMap(({ view, outcome }) =>
      outcome.active && outcome.link ? [{ ...view, link: outcome.link }] : [],
    ),
    deletions: outcomes.flatMap(({ view, outcome }) =>
      outcome.deletion ? [{ stream: view.link.stream, remoteId: view.link.remoteId }] : [],
    ),
    findings: outcomes.flatMap(({ outcome }) => outcome.finding ?? []),
  };
}

function planLink(input: ExistenceInput, view: LinkView): Outcome {
  const { link } = view;
  if (link.state === 'unlinked' || link.state === 'merged' || view.view.presence === 'unknown')
    return { link };
  const hubLives = input.hub.presence === 'live';
  const remoteLives = view.view.presence === 'live';
  // Never made in the hub, and gone: if it comes back, it is a first contact like any other.
  const isUnborn = link.alive === null && input.hub.presence === 'gone';
  if (!hubLives && !remoteLives && isUnborn && !isWatchedPart(link)) return { link: null };
  if (!hubLives && !remoteLives) return { link: deadOnBothSides(link) };
  if (hubLives && remoteLives) return { link: revived(link, view.view), active: true };
  if (link.state === 'tombstone' && !isBroughtBack(link)) return planTombstone(input, view, remoteLives);
  if (link.alive === null) return planFirstContact(input, view, remoteLives);
  return remoteLives ? planHubDeleted(input, view) : planRemoteDeleted(input, view);
}

// Two deletes that went to their side alone stay two: restoring one record does not restore what somebody had deleted
// by itself on the other side.
function deadOnBothSides(link: Link): Link {
  const wasKept = link.state === 'tombstone' && link.alive !== null && link.alive.hub !== link.alive.remote;
  return wasKept ? link : { ...link, state: 'tombstone', alive: { hub: false, remote: false } };
}

// A tombstone whose restore was carried out by the engine: the side that is gone by now was deleted since, and the one
// that lives is nobody's restore.
const isBroughtBack = ({ alive }: Link): boolean => alive?.hub === true && alive.remote;

function revived(link: Link, view: SideView): Link {
  const createdAt = link.createdAt ?? view.record?.createdAt ?? null;
  const { state, alive, claims } = link;
  const isAlive = state === 'live' && alive?.hub === true && alive.remote && claims.length === 0;
  // The same link where nothing changes: most plans change none.
  if (isAlive && createdAt === link.createdAt) return link;
  return { ...link, state: 'live', alive: { hub: true, remote: true }, claims: [], createdAt };
}

function planFirstContact(
  { hub, item, links }: ExistenceInput,
  { link }: LinkView,
  remoteLives: boolean,
): Outcome {
  if (!remoteLives)
    return {
      link: { ...link, state: 'tombstone', alive: { hub: true, remote: false } },
      finding: keptAgainstEdit(
        item,
        link.stream,
        'deleted there before it was ever seen together with this item',
      ),
    };
  const wasThere = links.some((other) => other.link.alive?.hub === true);
  if (hub.presence === 'gone' && !wasThere) return { link, active: true };
  // Somebody deleted the item before it ever agreed with this record: nobody's delete may reach the other side.
  return {
    link: { ...link, state: 'tombstone', alive: { hub: false, remote: true } },
    finding: keptAgainstEdit(
      item,
      link.stream,
      'the item is deleted and was never seen together with this record',
    ),
  };
}

function planRemoteDeleted(input: ExistenceInput, view: LinkView): Outcome {
  const { link } = view;
  const keptLink: Link = { ...link, state: 'tombstone', alive: { hub: true, remote: false } };
  const isAllowed = input.deletesAllowed(link.stream, link.remoteId);
  // The delete cannot be carried out, and the id is another record's by now: that one needs it for a link of its own.
  if (view.view.isReused === true && (!isAllowed || input.hubKeepsItem)) {
    const why = `${link.remoteId} was deleted there and names another record now; this item could not be removed`;
    return { link: keptLink, finding: keptAgainstEdit(input.item, link.stream, why) };
  }
  if (!isAllowed) return { link, finding: guarded(input.item, link.stream) };
  if (isEditedElsewhere(input.collection, input.hub, view, input.links))
    return {
      link: keptLink,
      deletion: true,
      finding: keptAgainstEdit(input.item, link.stream, 'deleted there, edited elsewhere'),
    };
  if (input.collection.onDelete === 'keep') return { link: keptLink, deletion: true };
  if (isHalfSeen(input, view)) return { link };
  // The link becomes a tombstone only when the hub item is gone as well.
  return { link, hub: 'remove', deletion: true };
}

function planHubDeleted(input: ExistenceInput, view: LinkView): Outcome {
  const { link, mapping } = view;
  const keptLink: Link = { ...link, state: 'tombstone', alive: { hub: false, remote: true } };
  if (isEditedRemotely(input.collection, view))
    return {
      link: keptLink,
      finding: keptAgainstEdit(input.item, 'hub', `deleted in the hub, edited in ${link.stream}`),
    };
  if (mapping.onDelete === 'keep' || mapping.capabilities.deletes === 'none') return { link: keptLink };
  if (!input.deletesAllowed(link.stream, link.remoteId))
    return { link, finding: guarded(input.item, link.stream) };
  if (isHalfSeen(input, view)) return { link };
  return { link, remote: 'remove', deletion: true };
}

// Another record of the item cannot be read just now: it may be edited, or back after the very delete that is to be
// carried out. What is removed does not come back, so it waits for that record.
const isHalfSeen = ({ links }: ExistenceInput, { link }: LinkView): boolean =>
  links.some(
    (other) =>
      other.link !== link &&
      other.view.presence === 'unknown' &&
      (other.link.state === 'live' || other.link.state === 'tombstone'),
  );

function planTombstone(
  { hub }: ExistenceInput,
  { link, mapping, view }: LinkView,
  remoteLives: boolean,
): Outcome {
  const wasDeletedThere = link.alive?.remote === false;
  const wasDeletedInHub = link.alive?.hub === false;
  if (remoteLives && wasDeletedThere && hub.presence === 'soft') return { link, hub: 'restore' };
  // However the item went, it is not there to be restored.
  if (remoteLives && wasDeletedThere && hub.presence === 'gone') return { link: newLink(link), active: true };
  if (remoteLives || !wasDeletedInHub || !wasDeletedThere) return { link };
  // Restored in the hub.
  if (view.presence === 'soft' && mapping.capabilities.restorable) return { link, remote: 'restore' };
  return { link: view.presence === 'gone' && !isWatchedPart(link) ? null : link };
}

// A part that the hub never saw together with its item: no listing of ids would tell of its return, but its record is
// listed, and a tombstone of it looked at.
const isWatchedPart = ({ part, claims }: Link): boolean => part !== '' && claims.length > 0;
