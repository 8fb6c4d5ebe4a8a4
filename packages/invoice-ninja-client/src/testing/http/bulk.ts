import type { Entity } from '../entities/entity.ts';
import { eachRow } from '../entities/each-row.ts';
import { decodeId } from '../ids.ts';
import { text } from '../behaviour/coerce.ts';
import type { Row } from '../store/table.ts';
import { invalid, serverError } from './api-failure.ts';
import type { ApiRequest } from './api-request.ts';
import { page, type ListingOptions } from './listing.ts';
import { may } from './permission.ts';
import type { Reply } from './reply.ts';

/** Answers `POST /E/bulk`: a list of the rows, cut to the first 20 like any other list. */
export function bulk(entity: Entity, request: ApiRequest, listing: ListingOptions): Reply {
  entity.beforeBulk?.(request);
  const action = text(request.input['action']);
  const ids = request.input['ids'];
  if (action === '') throw invalid({ action: ['The action field is required.'] });
  if (!Array.isArray(ids) || ids.length === 0) throw invalid({ ids: ['The ids field is required.'] });

  const rows = rowsOf(entity, request, ids);
  if (rows.length === 0 && entity.nothingFound !== undefined) return entity.nothingFound;
  const run = actionOf(entity, action);
  if (run === undefined && entity.unknownAction === 'invalid')
    throw invalid({ action: ['The selected action is invalid.'] });
  if (run === undefined && entity.unknownAction === 'crash') throw serverError();
  // Rows that may not be edited are passed over in silence, and shown all the same.
  const editable = rows.filter((row) => may(request.principal, 'edit', entity.permission, row));
  const reply = run?.(editable, request);
  return reply ?? page(entity, rows, request, listing);
}

function actionOf(entity: Entity, action: string): Entity['bulkActions'][string] | undefined {
  if (Object.hasOwn(entity.bulkActions, action)) return entity.bulkActions[action];
  const known: Readonly<Record<string, Entity['bulkActions'][string]>> = {
    archive: eachRow((row) => entity.archive(row)),
    restore: eachRow((row) => entity.restore(row)),
    delete: eachRow((row) => entity.remove(row)),
  };
  return known[action];
}

/** Rows of the company with these ids, in the order of the table. Ids that find nothing are ignored. */
function rowsOf(entity: Entity, { principal }: ApiRequest, ids: readonly unknown[]): readonly Row[] {
  const keys = new Set(ids.map((id) => decodeId(text(id)) ?? 0));
  return [...keys]
    .toSorted((left, right) => left - right)
    .flatMap((key) => entity.table.get(key) ?? [])
    .filter(({ companyKey }) => companyKey === principal.company.key);
}
