import type { z } from 'zod';
import { withId } from '../http/failure.ts';
import { limitOf, newestFirst } from '../http/read.ts';
import { type ApiRequest, created, noContent, ok, type Reply, type Route } from '../http/route.ts';
import type { Table } from '../store/table.ts';
import { stampOf, type World } from '../store/world.ts';

interface Named {
  id: string;
  name: string;
  created_at: string;
  updated_at: string;
}

interface NamedRecords<Row extends Named> {
  /** E.g. `/tax-rates`; `:group` may stand in it. */
  root: string;
  /** Key of the rows in a list. */
  plural: string;
  table: Table<Row>;
  /** Reads a body of a new record; its keys are optional in an update. */
  input: z.ZodObject;
  /** Code of the answer to a name that is taken. */
  takenCode: number;
  /** Of which parent a record is. */
  isOf?: (row: Row, parent: string) => boolean;
  /** What a new record gets from its parent. */
  parentFields?: (parent: string) => object;
}

/** Accounting, labels and departments: lists with page tokens, created with 201 and an id, changed with 204. */
export function namedRecordRoutes<Row extends Named>(world: World, kind: NamedRecords<Row>): Route[] {
  const { root, plural, table, input, takenCode, isOf, parentFields } = kind;
  const failure = (status: number, code: number, message: string) =>
    withId(status, code, message, world.createId());
  const hasParent = root.includes(':');
  const split = (parameters: string[]): { parent: string; id: string } =>
    hasParent
      ? { parent: parameters[0] ?? '', id: parameters[1] ?? '' }
      : { parent: '', id: parameters[0] ?? '' };
  const rowsOf = (parent: string): Row[] =>
    table.all().filter((row) => isOf === undefined || isOf(row, parent));

  function parse(schema: z.ZodObject, body: unknown): Record<string, unknown> {
    const result = schema.safeParse(body);
    if (result.success) return result.data;
    const field = result.error.issues[0]?.path.join('.') ?? '';
    throw failure(400, 2101, `'${field}' must be valid`);
  }
  function checkFree(parent: string, name: unknown, except?: string): void {
    if (rowsOf(parent).some((row) => row.name === name && row.id !== except))
      throw failure(409, takenCode, `A record with name ${String(name)} already exists`);
  }
  function find(parent: string, id: string): Row {
    const row = rowsOf(parent).find((each) => each.id === id);
    if (row === undefined) throw failure(404, 3006, 'Resource not found');
    return row;
  }
  function list({ query }: ApiRequest, parent: string): Reply {
    const limit = limitOf(query, 'limit', 100, 500);
    const rows = newestFirst(rowsOf(parent), ({ created_at }) => created_at);
    const token = query.get('page_token');
    const start = token === null ? 0 : rows.findIndex(({ id }) => id === atob(token)) + 1;
    const page = rows.slice(start, start + limit);
    const last = page.at(-1);
    const isMore = last !== undefined && start + limit < rows.length;
    return ok({ ...(isMore && { next_page_token: btoa(last.id) }), [plural]: page });
  }

  return [
    {
      method: 'GET',
      pattern: root,
      scopes: ['READ'],
      answer: (request, parent = '') => list(request, parent),
    },
    {
      method: 'POST',
      pattern: root,
      scopes: ['WRITE'],
      answer({ body }, parent = '') {
        const fields = parse(input, body);
        checkFree(parent, fields['name']);
        const stamp = stampOf(world);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of this kind has just checked the fields
        table.insert({ ...stamp, ...fields, ...parentFields?.(parent) } as unknown as Row);
        return created({ id: stamp.id });
      },
    },
    {
      method: 'GET',
      pattern: `${root}/:id`,
      scopes: ['READ'],
      answer(_request, ...parameters) {
        const { parent, id } = split(parameters);
        return ok(find(parent, id));
      },
    },
    {
      method: 'PATCH',
      pattern: `${root}/:id`,
      scopes: ['WRITE'],
      answer({ body }, ...parameters) {
        const { parent, id } = split(parameters);
        const row = find(parent, id);
        const fields = parse(input.partial(), body);
        if (fields['name'] !== undefined) checkFree(parent, fields['name'], id);
        table.insert({ ...row, ...fields, updated_at: world.clock.instant() });
        return noContent;
      },
    },
    {
      method: 'DELETE',
      pattern: `${root}/:id`,
      scopes: ['WRITE'],
      answer(_request, ...parameters) {
        const { parent, id } = split(parameters);
        table.remove(find(parent, id).id);
        return noContent;
      },
    },
  ];
}
