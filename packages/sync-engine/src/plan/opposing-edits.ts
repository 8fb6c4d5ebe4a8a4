import type { CollectionModel } from '../model.ts';
import type { Link } from '../link.ts';
import type { SideView } from './side-view.ts';
import type { LinkView } from './link-view.ts';
import { equalValues, isEmpty } from '../value.ts';

/** Whether somebody edited the item since it agreed with `deleted`, on the hub or on another stream. */
export function isEditedElsewhere(
  collection: CollectionModel,
  hub: SideView,
  deleted: LinkView,
  links: readonly LinkView[],
): boolean {
  const others = links.filter((other) => other !== deleted && other.view.presence === 'live');
  // A record that is deleted as well: the item was kept against it, or is to be told of it in the same breath, or a guard
  // keeps its delete back.
  const gone = links.filter(
    ({ link, view }) =>
      link !== deleted.link &&
      link.alive?.hub === true &&
      (link.state === 'tombstone' || (link.state === 'live' && view.presence !== 'live')),
  );
  // A record that was merged away: nobody but its old base knows what the hub showed in the fields that only it had.
  const merged = links.filter(({ link }) => link !== deleted.link && link.state === 'merged');
  const isLiveElsewhere = (field: string): boolean =>
    others.some(({ mapping }) => mapping.fields[field] !== undefined);
  const isNews = (other: LinkView, field: string): boolean =>
    isUnknownTo(deleted, hub, field) &&
    hubEdited(collection, hub, other, field) &&
    !(isOnlyShown(other, field) && links.some((told) => hasAgreedOn(hub, told, field)));
  return (
    Object.keys(deleted.mapping.fields).some((field) => hubEdited(collection, hub, deleted, field)) ||
    others.some((other) => isEditedRemotely(collection, other)) ||
    // An edit that has not reached every stream yet.
    [...others, ...gone].some((other) =>
      Object.keys(other.mapping.fields).some((field) => isNews(other, field)),
    ) ||
    merged.some((other) =>
      Object.keys(other.mapping.fields).some((field) => !isLiveElsewhere(field) && isNews(other, field)),
    )
  );
}

/** Whether the stream's record was edited since it agreed with the hub; what a provider computes is no edit. */
export function isEditedRemotely(collection: CollectionModel, { link, mapping, view }: LinkView): boolean {
  return Object.entries(mapping.fields).some(([field, { direction }]) => {
    if (direction === 'out' || (direction === 'in' && collection.authority[field]?.kind === 'stream'))
      return false;
    const value = view.values[field];
    if (value === undefined) return false;
    const [base, dealtWith] = [link.base[field], link.lost[field]];
    if (dealtWith !== undefined && equalValues(dealtWith, value)) return false;
    if (base !== undefined) return !equalValues(value, base.remote);
    // Never agreed on: an edit where it differs from what it has been heard of with, or where nobody has heard of it.
    return dealtWith !== undefined || (!isEmpty(value) && !hasBeenHeardOf(link));
  });
}

// The winner of a merge is linked in the place of another record: it is there, but the item has never been told what it
// shows.
function hasBeenHeardOf({ state, alive, base, lost }: Link): boolean {
  if (alive === null) return false;
  return state !== 'live' || Object.keys(base).length > 0 || Object.keys(lost).length > 0;
}

// Its own half tells nothing: it does not have the field, or has never agreed on it. What it showed itself when it met
// the item, and the hub holds since, is no news to whoever deleted it.
function isUnknownTo({ link, mapping }: LinkView, hub: SideView, field: string): boolean {
  if (mapping.fields[field] === undefined) return true;
  const [shown, value] = [link.lost[field], hub.values[field]];
  const hasShown = shown !== undefined && equalValues(shown, value);
  return link.base[field] === undefined && !hasShown;
}

const isOnlyShown = ({ mapping }: LinkView, field: string): boolean =>
  mapping.fields[field]?.direction === 'in';

// A record that only shows the field goes on differing for good: once one that takes it has the hub's value, that is
// no edit on its way any more.
function hasAgreedOn(hub: SideView, told: LinkView, field: string): boolean {
  const base = told.link.base[field];
  return !isOnlyShown(told, field) && base !== undefined && equalValues(hub.values[field], base.hub);
}

function hubEdited(collection: CollectionModel, hub: SideView, view: LinkView, field: string): boolean {
  const [base, value] = [view.link.base[field], hub.values[field]];
  if (value === undefined) return false;
  if (isOnlyShown(view, field) && !isEditedInHub(collection, field)) return false;
  return base !== undefined && !equalValues(value, base.hub);
}

// A stream that only shows a field may not be the only one that has it: others take what people make of it in the hub.
const isEditedInHub = ({ mappings }: CollectionModel, field: string): boolean =>
  Object.values(mappings).some(({ fields }) => {
    const direction = fields[field]?.direction;
    return direction === 'both' || direction === 'out';
  });
