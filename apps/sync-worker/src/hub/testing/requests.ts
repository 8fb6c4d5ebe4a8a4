import type { Fields, Look, SideRecord, WriteRequest } from '@unified-sync/sync-engine';

const request = { notAfter: Number.MAX_SAFE_INTEGER, part: '' };

export const create = (id: string, fields: Fields, notAfter = request.notAfter): WriteRequest => ({
  ...request,
  notAfter,
  kind: 'create',
  id,
  key: id,
  parent: null,
  fields,
  idempotencyKey: id,
});

export const update = (record: SideRecord, fields: Fields): WriteRequest => ({
  ...request,
  kind: 'update',
  record,
  fields,
});

export const remove = (record: SideRecord): WriteRequest => ({ ...request, kind: 'remove', record });
export const restore = (record: SideRecord): WriteRequest => ({ ...request, kind: 'restore', record });

/** The record of a look that must have found one. */
export function present(look: Look | undefined): SideRecord {
  if (look?.kind !== 'present') throw new Error(`expected an item, got ${JSON.stringify(look)}`);
  return look.record;
}
