import type { Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type Created, createdSchema } from '../entities/fields.ts';
import { listByToken } from '../listing/by-token.ts';
import { checkLimit } from './check-limit.ts';

/** Options of lists with page tokens. */
export interface ListByTokenOptions extends CallOptions {
  /** Records a page: 1 to 500. @default 500 */
  perPage?: number | undefined;
  /** `next` of a page of an earlier list. @default the start */
  after?: string | undefined;
}

/** Records of accounting: an integration with other accounting software may own them (`ConflictError`, 3514). */
export interface AccountingResource<Item, Create, Update> {
  list(options?: ListByTokenOptions): Paginated<Item>;
  /** @throws {NotFoundError} when there is none. */
  get(id: string, options?: CallOptions): Promise<Item>;
  /**
   * Creates a record and gives its id alone. Never repeated by itself.
   *
   * @throws {ConflictError} when its name or code is taken.
   */
  create(input: Create, options?: CallOptions): Promise<Created>;
  update(id: string, input: Update, options?: CallOptions): Promise<void>;
  delete(id: string, options?: CallOptions): Promise<void>;
}

interface Spec<Item> {
  /** Path of the list. */
  root: string;
  pathOf: (id: string) => string;
  /** Key of the rows in the answer. */
  plural: string;
  schema: z.ZodType<Item>;
}

const largest = 500;

export function createAccountingResource<Item, Create extends object, Update extends object>(
  { http }: RevolutApi,
  { root, pathOf, plural, schema }: Spec<Item>,
): AccountingResource<Item, Create, Update> {
  const envelope = z.looseObject({
    next_page_token: z.string().optional(),
    [plural]: z.array(schema),
  });
  return {
    list: ({ perPage = largest, after, signal } = {}) =>
      listByToken(async (page_token) => {
        const limit = checkLimit('perPage', perPage, largest);
        const answer = await http.request('GET', root, {
          schema: envelope,
          query: { page_token, limit },
          signal,
        });
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key of a schema has no type of its own
        return { rows: answer[plural] as Item[], next_page_token: nextOf(answer) };
      }, after),
    get: async (id, { signal } = {}) => await http.request('GET', pathOf(id), { schema, signal }),
    create: async (input, { signal } = {}) =>
      await http.request('POST', root, { schema: createdSchema, json: input, signal }),
    async update(id, input, { signal } = {}) {
      await http.request('PATCH', pathOf(id), { schema: z.unknown(), json: input, signal });
    },
    async delete(id, { signal } = {}) {
      await http.request('DELETE', pathOf(id), { schema: z.unknown(), signal });
    },
  };
}

const nextOf = (answer: Readonly<Record<string, unknown>>): string | undefined =>
  typeof answer['next_page_token'] === 'string' ? answer['next_page_token'] : undefined;
