import { expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpClient } from '../../http-client.ts';
import { ApiError, ConflictError } from '../../api-error.ts';
import type { ClientOptions, HttpClientOptions } from '../../client-options.ts';
import { paginate, type Paginated } from '../../paginate.ts';
import { path } from '../../request/path.ts';
import { clientConformance } from './client-conformance.ts';
import type { ConformanceSubject } from './subject.ts';

const token = 'the-S3CR3T/token';
const thing = z.looseObject({ id: z.number() });

const pageOf = (request: Request): Response => {
  const page = Number(new URL(request.url).searchParams.get('page'));
  return Response.json({ items: [{ id: page * 2 }, { id: page * 2 + 1 }], next: page < 2 ? page + 1 : null });
};
const status = (code: number) => (): Response =>
  Response.json({ message: `status ${code}` }, { status: code });

/** What a client may do wrong; each is one way to be no good client. */
interface Faulty {
  options?: (given: ClientOptions) => ClientOptions;
  settings?: Partial<HttpClientOptions>;
  list?: (list: Paginated<{ id: number }>) => Paginated<{ id: number }>;
  reason?: (error: unknown) => unknown;
  repeatable?: boolean;
  plainPath?: boolean;
}

function exampleSubject(faulty: Faulty = {}): ConformanceSubject {
  const { options = (given) => given, list = (good) => good, reason = (error) => error } = faulty;
  const page = z.object({ items: z.array(thing), next: z.number().nullable() });
  const failing = async <Result>(promise: Promise<Result>): Promise<Result> => {
    try {
      return await promise;
    } catch (error) {
      throw reason(error);
    }
  };
  return {
    id: '1',
    rows: 6,
    secrets: [token],
    connect(given) {
      const http = createHttpClient({
        ...options(given),
        provider: 'example',
        baseUrl: 'https://api.example.test',
        secrets: [token],
        authorize: (headers) => headers.set('X-Token', token),
        ...faulty.settings,
      });
      const { repeatable = false } = faulty;
      return {
        list: ({ signal }) =>
          list(
            paginate(async (cursor = '0') => {
              const query = { page: cursor };
              const { items, next } = await failing(
                http.request('GET', '/things', { schema: page, query, signal }),
              );
              return { items, next: next === null ? undefined : String(next) };
            }),
          ),
        get: async (id, { signal }) =>
          await failing(
            http.request('GET', faulty.plainPath ? `/things/${id}` : path`/things/${id}`, {
              schema: thing,
              signal,
            }),
          ),
        create: async ({ signal }) =>
          await failing(http.request('POST', '/things', { schema: thing, json: {}, signal, repeatable })),
      };
    },
    answers: {
      list: pageOf,
      record: () => Response.json({ id: 1 }),
      created: () => Response.json({ id: 1 }),
      misshapen: () => Response.json({ id: 'one' }),
      errors: {
        authentication: status(401),
        permission: status(403),
        not_found: status(404),
        validation: status(422),
        conflict: status(409),
        rate_limit: status(429),
        server: status(500),
      },
    },
  };
}

it.each(clientConformance(exampleSubject()))('a good client passes: $name', async ({ run }) => {
  await expect(run()).resolves.toBeUndefined();
});

const twice = (list: Paginated<{ id: number }>): Paginated<{ id: number }> => {
  const rows = list[Symbol.asyncIterator]();
  return { pages: () => list.pages(), [Symbol.asyncIterator]: () => rows };
};
const short = (list: Paginated<{ id: number }>): Paginated<{ id: number }> => ({
  ...list,
  async *pages() {
    for await (const page of list.pages()) yield { ...page, items: page.items.slice(1) };
  },
});
const eager = (list: Paginated<{ id: number }>): Paginated<{ id: number }> => {
  const rows = Array.fromAsync(list);
  rows.catch(() => undefined);
  return {
    pages: () => list.pages(),
    async *[Symbol.asyncIterator]() {
      yield* await rows;
    },
  };
};
const ownReason = (error: unknown): unknown => (error instanceof ApiError ? error : new Error('aborted'));
const anotherClass = (): ApiError =>
  new ConflictError('x', { provider: 'x', method: 'X', path: 'x', retryable: true });
const without =
  (name: keyof ClientOptions) =>
  (given: ClientOptions): ClientOptions => ({ ...given, [name]: undefined });
const naked = (error: unknown): unknown =>
  error instanceof Error ? Object.assign(error, { sent: { 'X-Token': token } }) : error;
const justStatus: Faulty = {
  settings: { mapError: ({ status: code }) => (code === 409 ? undefined : anotherClass()) },
};

// Each part of a case's name, and a client that is wrong in just that.
const faults: [string, Faulty][] = [
  ['a list gives every row', { list: short }],
  ['a list can be read twice', { list: twice }],
  ['a list asks for nothing before', { list: eager }],
  ["fails with the signal's own reason", { reason: ownReason }],
  ['aborted between two attempts', { reason: ownReason }],
  ['a read is repeated after', { settings: { maxRetries: 0 } }],
  ['a read is given up after', { settings: { maxRetries: 5 } }],
  ['sent once when the server fails', { repeatable: true }],
  ['sent once when the connection breaks', { repeatable: true }],
  ['waits as many seconds', { settings: { mapError: anotherClass } }],
  ['waits until the date', { options: without('now') }],
  ['past the deadline', { settings: { deadline: 10_000_000 } }],
  ['takes from the rate budget', { options: without('budget') }],
  ...['authentication', 'permission', 'not_found', 'validation', 'rate_limit', 'server'].map(
    (code): [string, Faulty] => [`own answer for "${code}"`, justStatus],
  ),
  [
    'own answer for "conflict"',
    {
      settings: {
        mapError: () =>
          new ApiError('x', 'server', {
            provider: 'x',
            method: 'GET',
            path: '/',
            retryable: false,
            status: 409,
          }),
      },
    },
  ],
  ['no reason to send it again', { settings: { mapError: anotherClass } }],
  ['the error page of a proxy', { reason: () => new SyntaxError('Unexpected token <') }],
  ['a broken connection is', { reason: () => new TypeError('fetch failed') }],
  ['no answer within', { reason: anotherClass }],
  ['no secret is shown', { reason: naked }],
  [
    'given out in both modes',
    {
      options: (given) => ({
        ...given,
        fetch: async () => Response.json({ id: given.validate === 'warn' ? 1 : 2 }),
      }),
    },
  ],
  ['is refused by default', { settings: { validate: 'warn' } }],
  ['given out and reported', { settings: { validate: 'strict' } }],
  ['no JSON is refused in both', { reason: () => new SyntaxError('Unexpected token <') }],
  ['an id cannot change the path', { plainPath: true }],
];

const caught = clientConformance(exampleSubject()).map(({ name }) => ({
  name,
  fault: faults.find(([part]) => name.includes(part))?.[1],
}));

it.each(caught)('a client that is wrong in it fails: $name', async ({ name, fault }) => {
  expect(fault).toBeDefined();
  const wrong = clientConformance(exampleSubject(fault)).find((one) => one.name === name);
  await expect(wrong?.run()).rejects.toBeInstanceOf(Error);
});

it('asks a client without lists for no list', () => {
  const { list: _list, ...answers } = exampleSubject().answers;
  const { rows: _rows, ...subject } = exampleSubject();
  const names = clientConformance({ ...subject, answers }).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('a list'))).toEqual([]);
});
