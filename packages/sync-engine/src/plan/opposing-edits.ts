import type { CollectionModel } from '../model.ts';
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
  // A record that was deleted, while the item was kept against it for such an edit.
  const kept = links.filter(
    ({ link }) => link !== deleted.link && link.state === 'tombstone' && link.alive?.hub === true,
  );
  // A record that was merged away: nobody but its old base knows what the hub showed in the fields that only it had.
  const merged = links.filter(({ link }) => link !== deleted.link && link.state === 'merged');
  const isLiveElsewhere = (field: string): boolean =>
    others.some(({ mapping }) => mapping.fields[field] !== undefined);
  return (
    Object.keys(deleted.mapping.fields).some((field) => hubEdited(hub, deleted, field)) ||
    others.some((other) => isEditedRemotely(collection, other)) ||
    // Fields that the deleted record does not have: an edit that has not reached every stream yet.
    [...others, ...kept].some((other) =>
      Object.keys(other.mapping.fields).some(
        (field) => deleted.mapping.fields[field] === undefined && hubEdited(hub, other, field),
      ),
    ) ||
    merged.some((other) =>
      Object.keys(other.mapping.fields).some(
        (field) =>
          deleted.mapping.fields[field] === undefined &&
          !isLiveElsewhere(field) &&
          hubEdited(hub, other, field),
      ),
    )
  );
}

/** Whether the stream's record was edited since it agreed with the hub; what a provider computes is no edit. */
export function isEditedRemotely(collection: CollectionModel, { link, mapping, view }: LinkView): boolean {
  // What a merge made of the record was never agreed on in anything: all that it shows is somebody's.
  const isUnagreed = link.alive === null || Object.keys(link.base).length === 0;
  return Object.entries(mapping.fields).some(([field, { direction }]) => {
    if (direction === 'out' || (direction === 'in' && collection.authority[field]?.kind === 'stream'))
      return false;
    const value = view.values[field];
    if (value === undefined) return false;
    const [base, dealtWith] = [link.base[field], link.lost[field]];
    if (dealtWith !== undefined && equalValues(dealtWith, value)) return false;
    return base === undefined ? !isEmpty(value) && isUnagreed : !equalValues(value, base.remote);
  });
}

function hubEdited(hub: SideView, { link, mapping }: LinkView, field: string): boolean {
  const [base, value] = [link.base[field], hub.values[field]];
  if (mapping.fields[field]?.direction === 'in' || value === undefined) return false;
  return base !== undefined && !equalValues(value, base.hub);
}
