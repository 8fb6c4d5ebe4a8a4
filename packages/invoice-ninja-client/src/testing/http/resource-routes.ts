import type { Entity } from '../entities/entity.ts';
import { isNumeric } from '../decimal.ts';
import { decodeId } from '../ids.ts';
import type { Row } from '../store/table.ts';
import { editDeleted, noRecord, refused, unauthorized } from './api-failure.ts';
import type { ApiRequest } from './api-request.ts';
import { bulk } from './bulk.ts';
import { list, presentOptionsOf, type ListingOptions } from './listing.ts';
import { show } from './present.ts';
import { may, mayAll, type Right } from './permission.ts';
import { json, type Reply } from './reply.ts';
import type { Route } from './route.ts';

/** The routes that every entity has alike. */
export function resourceRoutes(entity: Entity, listing: ListingOptions): readonly Route[] {
  const { name } = entity;
  const shown = (request: ApiRequest, [id = '']: readonly string[]): Reply =>
    itemReply(entity, findRow(entity, request, id, 'view'), request);
  const update = (request: ApiRequest, [id = '']: readonly string[]): Reply => {
    const row = findRow(entity, request, id, 'edit');
    if (row.isDeleted) throw refused(400, editDeleted);
    return itemReply(entity, entity.update(row, request.input, request), request);
  };
  const create = (request: ApiRequest): Reply => {
    mustCreate(entity, request);
    return itemReply(entity, entity.create(request.input, request), request);
  };
  const remove = (request: ApiRequest, [id = '']: readonly string[]): Reply => {
    const row = findRow(entity, request, id, 'edit');
    entity.remove(row);
    return itemReply(entity, row, request);
  };
  return [
    { method: 'GET', pattern: name, handler: (request) => list(entity, request, listing) },
    { method: 'POST', pattern: name, handler: create },
    { method: 'POST', pattern: `${name}/bulk`, handler: (request) => bulk(entity, request, listing) },
    { method: 'GET', pattern: `${name}/create`, handler: (request) => template(entity, request) },
    { method: 'GET', pattern: `${name}/:id`, handler: shown },
    { method: 'GET', pattern: `${name}/:id/edit`, handler: shown },
    { method: 'PUT', pattern: `${name}/:id`, handler: update },
    { method: 'PATCH', pattern: `${name}/:id`, handler: update },
    { method: 'DELETE', pattern: `${name}/:id`, handler: remove },
  ];
}

/** Finds the record that a path names. The search crosses companies; the policy then says no. */
export function findRow<Data extends object>(
  entity: Entity<Data>,
  request: ApiRequest,
  id: string,
  right: Right,
): Row<Data> {
  if (isNumeric(id)) throw noRecord(`Record with value ${id} not found`);
  const row = entity.table.get(decodeId(id) ?? 0);
  if (row === undefined) throw noRecord(`No query results for model [App\\Models\\${entity.model}].`);
  if (!may(request.principal, right, entity.permission, row)) throw unauthorized();
  return row;
}

/** One record in its envelope. Relations that do not exist are ignored here. */
export function itemReply<Data extends object>(
  entity: Entity<Data>,
  row: Row<Data>,
  request: ApiRequest,
): Reply {
  return json({ data: show(entity, row, presentOptionsOf(request)) });
}

export function mustCreate(entity: Entity, { principal }: ApiRequest): void {
  if (!mayAll(principal, 'create', entity.permission)) throw unauthorized();
}

/** `GET /E/create`: a record as it would be, not stored. */
function template(entity: Entity, request: ApiRequest): Reply {
  mustCreate(entity, request);
  const blank = {
    id: '',
    ...entity.blank(),
    created_at: 0,
    updated_at: 0,
    archived_at: 0,
    is_deleted: false,
  };
  return json({ data: { ...blank, user_id: request.principal.userId, documents: [] } });
}
