import * as fc from 'fast-check';
import type { Call, Framing, Parts } from './call.ts';
import { directusCalls, directusClasses } from './directus-calls.ts';
import { ninjaCalls, ninjaClasses } from './ninja-calls.ts';
import { classesOf, pickFrom } from './pick.ts';

const weights: Readonly<Record<Framing, number>> = {
  length: 80,
  chunked: 8,
  'chunked with a trailer': 1,
  none: 1,
  'length too short': 0.7,
  'length too long': 0.7,
  'length twice': 0.4,
  'length and chunked': 0.4,
  'length that is none': 0.5,
  'chunk size that is none': 0.4,
  'oversize, declared': 0.4,
  'oversize, chunked': 0.02,
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of `weights` are all framings
const framings = Object.entries(weights) as ReadonlyArray<[Framing, number]>;
const framing = fc.oneof(
  ...framings.map(([name, weight]) => ({ weight: weight * 100, arbitrary: fc.constant(name) })),
);

type Headers = Parts['headers'];
const one = (...headers: ReadonlyArray<readonly [string, string]>): fc.Arbitrary<Headers> =>
  fc.constant(headers);

const extras = {
  none: [30, one()],
  json: [40, one(['Content-Type', 'application/json'])],
  'as Invoice Ninja sends them': [
    10,
    one(
      ['User-Agent', 'GuzzleHttp/7'],
      ['Content-Type', 'application/json'],
      ['X-Requested-With', 'XMLHttpRequest'],
    ),
  ],
  'another content type': [
    8,
    fc
      .constantFrom(
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/xml',
        'application/json; charset=utf-16',
        '',
        '\u00FF',
        ';;',
        'application/json, text/html',
      )
      .map((type): Headers => [['Content-Type', type]]),
  ],
  'of a proxy': [
    4,
    one(
      ['X-Forwarded-For', '127.0.0.1'],
      ['X-Forwarded-Proto', 'https'],
      ['X-Forwarded-Host', 'evil.example'],
      ['X-Original-URL', '/health/live'],
      ['X-HTTP-Method-Override', 'DELETE'],
    ),
  ],
  'a content encoding': [
    2,
    fc
      .constantFrom('gzip', 'deflate', 'br', 'identity', 'nonsense')
      .map((coding): Headers => [['Content-Encoding', coding]]),
  ],
  'names of prototypes': [2, one(['__proto__', 'x'], ['constructor', 'y'])],
  'many of them': [
    1,
    fc
      .integer({ min: 50, max: 300 })
      .map((count): Headers => Array.from({ length: count }, (_, index) => [`X-Many-${index}`, 'x'])),
  ],
  'an expectation': [1, one(['Expect', '100-continue'])],
  'an upgrade': [1, one(['Connection', 'Upgrade'], ['Upgrade', 'websocket'])],
  'the end of the connection': [1, one(['Connection', 'close'])],
} satisfies Record<string, readonly [number, fc.Arbitrary<Headers>]>;

const elsewhere: fc.Arbitrary<Parts> = fc
  .tuple(
    fc.constantFrom(
      '/',
      '/health/live',
      '/hooks2',
      '/hook',
      '/hints',
      '/hints/directus/',
      '/metrics',
      '//hooks/x',
      '/%68ints/x',
    ),
    fc.constantFrom('GET', 'POST', 'OPTIONS'),
  )
  .map(([target, method]) => ({
    target,
    method,
    headers: [],
    body: Buffer.alloc(0),
    classes: ['elsewhere'],
  }));

/** Every call that is generated. */
export const calls: fc.Arbitrary<Call> = fc
  .tuple(
    fc.oneof(
      { weight: 75, arbitrary: ninjaCalls },
      { weight: 23, arbitrary: directusCalls },
      { weight: 2, arbitrary: elsewhere },
    ),
    framing,
    pickFrom<Headers>(extras),
  )
  .map(([parts, how, extra]) => {
    // Node waits for the rest of a broken body that came with an upgrade for as long as a request may take: minutes.
    const added = extra.name === 'an upgrade' && weights[how] < 1 ? { name: 'none', value: [] } : extra;
    return {
      ...parts,
      framing: how,
      headers: [...parts.headers, ...added.value],
      classes: [...parts.classes, `framing: ${how}`, `headers: ${added.name}`],
    };
  });

/** Every class that must occur in a long run. */
export const allClasses: readonly string[] = [
  ...ninjaClasses,
  ...directusClasses,
  'elsewhere',
  ...classesOf('framing', weights),
  ...classesOf('headers', extras),
];
