import type { Row } from '../store/rows.ts';
import { type PlainKind, plainKinds, type Store } from '../store/store.ts';
import { batchReply, type BatchOutcome, missingRow } from './batch.ts';
import { listReply } from './list.ts';
import { textAt } from './php-query.ts';
import { columnTime, isoTime } from './present-contact.ts';
import { type ApiCall, notFound, ok, record, refusal, type Reply } from './reply.ts';

const required: Partial<Record<PlainKind, string>> = {
  segments: 'name',
  emails: 'name',
  campaigns: 'name',
  forms: 'name',
  stages: 'name',
  tags: 'tag',
  companies: 'companyname',
};

/** The routes of one kind of record without rules of its own. */
export function createPlainRoutes(store: Store, kind: PlainKind, offsetMinutes: number) {
  const table = store.plain[kind];
  const { listKey, itemKey, shape } = plainKinds[kind];
  const isCompany = kind === 'companies';

  function present(row: Row): Record<string, unknown> {
    const { dateAdded, dateModified, deleted: _deleted, ...values } = row;
    if (isCompany) return presentCompany(row);
    return {
      isPublished: true,
      ...values,
      dateAdded: isoTime(Number(dateAdded), offsetMinutes),
      dateModified: typeof dateModified === 'number' ? isoTime(dateModified, offsetMinutes) : null,
    };
  }

  function column(row: Row, name: string): unknown {
    // Raw SQL has columns, the rest has properties.
    const property = isCompany
      ? name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())
      : name;
    const value = row[property];
    if (property === 'dateAdded' || property === 'dateModified')
      return typeof value === 'number' ? columnTime(value) : null;
    if (property === 'isPublished') return value ?? true;
    return value;
  }

  function save(row: Row | undefined, body: unknown, method: string): BatchOutcome {
    const { id: _id, force: _force, ...values } = record(body);
    const name = required[kind];
    if (name !== undefined && method !== 'PATCH' && (values[name] ?? '') === '') {
      const details = { [name]: ['A value is required.'] };
      return { status: 400, error: refusal(400, `${name}: A value is required.`, details) };
    }
    if (row === undefined)
      return {
        status: 201,
        item: table.insert({ dateAdded: store.now(), dateModified: null, ...defaults(values), ...values }),
      };
    if (method === 'PUT')
      for (const key of Object.keys(row)) if (!['id', 'dateAdded'].includes(key)) delete row[key];
    // PATCH only adds triggers (`WebhookApiController`).
    const triggers = [...new Set([row['triggers'] ?? [], values['triggers'] ?? []].flat())];
    Object.assign(row, values, { dateModified: store.now() }, kind === 'hooks' && { triggers });
    return { status: 200, item: row };
  }

  const defaults = (values: Record<string, unknown>): object =>
    kind === 'segments' ? { alias: String(values['name']).toLowerCase() } : {};

  const find = (id: number): Row | undefined => {
    const row = table.get(id);
    return row?.['deleted'] === true ? undefined : row;
  };
  const shown = (outcome: BatchOutcome): BatchOutcome =>
    'item' in outcome ? { ...outcome, item: present(rowIn(outcome.item)) } : outcome;
  const rowIn = (item: unknown): Row => table.get(Number(record(item)['id'])) ?? { id: 0 };
  const single = (outcome: BatchOutcome): Reply =>
    'item' in outcome ? ok({ [itemKey]: present(rowIn(outcome.item)) }, outcome.status) : outcome.error;
  const twin = (body: unknown): Row | undefined =>
    isCompany && record(body)['force'] === undefined
      ? table.all().find((row) => row['companyname'] === record(body)['companyname'])
      : undefined;

  function remove(id: number): Record<string, unknown> | undefined {
    const row = find(id);
    if (row === undefined) return undefined;
    // Campaigns are only marked, by SQL that moves no date (`CampaignModel`).
    if (kind === 'campaigns') row['deleted'] = true;
    else table.delete(id);
    return present(row);
  }

  return ({ method, path, query, json }: ApiCall): Reply | undefined => {
    const [first = '', second] = path;
    if (method === 'GET' && path.length === 0)
      return listReply<Row>(query, {
        listKey,
        shape,
        isRawSql: isCompany,
        rows: table.all().filter((row) => row['deleted'] !== true),
        column,
        columns: isCompany
          ? new Set(['id', 'date_added', 'date_modified', 'companyname'])
          : new Set(['id', 'dateAdded', 'dateModified', 'name']),
        present,
        ...(kind === 'emails' && { forced: (row) => (row['variantParent'] ?? null) === null }),
      });
    if (method === 'POST' && first === 'new') return single(save(twin(json), json, 'POST'));
    if (first === 'batch')
      return batchReply(
        listKey,
        { method, end: second ?? '', json, ids: textAt(query, 'ids') },
        {
          create: (row) => shown(save(twin(row), row, 'POST')),
          edit(row) {
            const known = find(Number(record(row)['id']));
            return known === undefined && method === 'PATCH' ? missingRow() : shown(save(known, row, method));
          },
          remove,
        },
      );
    const row = find(Number(first));
    // A PUT on a record that is not there creates one, under another id.
    if (second === 'edit' && method === 'PUT') return single(save(row, json, 'PUT'));
    if (row === undefined) return notFound();
    if (method === 'GET' && path.length === 1) return ok({ [itemKey]: present(row) });
    if (second === 'edit' && method === 'PATCH') return single(save(row, json, 'PATCH'));
    if (second === 'delete' && method === 'DELETE') return ok({ [itemKey]: { ...remove(row.id), id: null } });
    if (method === 'POST' && second === 'contact' && kind !== 'emails') return ok({ success: 1 });
    return undefined;
  };
}

/** Fields and a score, and no date (`CompanyApiController` serves the group `companyDetails`). */
function presentCompany({ id, dateAdded: _added, dateModified: _modified, isPublished: _p, ...values }: Row) {
  const core = Object.fromEntries(
    Object.entries(values).map(([alias, value]) => [
      alias,
      { id: '1', label: alias, alias, type: 'text', group: 'core', value },
    ]),
  );
  return { id, score: 0, fields: { core, professional: [], other: [], all: { ...values, id } } };
}
