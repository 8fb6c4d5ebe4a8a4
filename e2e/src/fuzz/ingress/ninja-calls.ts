import * as fc from 'fast-check';
import type { Parts } from './call.ts';
import { nearMisses } from './near-miss.ts';
import { ninjaBodies } from './ninja-bodies.ts';
import { classesOf, hashedId, pickFrom } from './pick.ts';
import { connections, hintSecrets } from './secrets.ts';

type Headers = Parts['headers'];
const header = 'X-Unified-Sync-Secret';
const entities = ['client', 'product', 'quote', 'invoice', 'payment', 'expense'];
const names = Object.keys(connections);
const methodsOfNode = [
  'GET',
  'HEAD',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'QUERY',
  'PURGE',
  'M-SEARCH',
  'PROPFIND',
  'LINK',
  'SOURCE',
];

const methods = {
  POST: [80, fc.constant('POST')],
  PUT: [12, fc.constant('PUT')],
  another: [6, fc.constantFrom(...methodsOfNode)],
  'none that there is': [1, fc.constantFrom('FOO', 'post', 'POSTS', '__proto__')],
  CONNECT: [1, fc.constant('CONNECT')],
} satisfies Record<string, readonly [number, fc.Arbitrary<string>]>;

const target = (connection: string, event: string) => {
  const right = `/hooks/${connection}/${event}`;
  return {
    right: [80, fc.constant(right)],
    'with a query': [4, fc.constantFrom(`${right}?a=1`, `${right}?`, `${right}?/../x`, `${right}#x`)],
    'of an unknown event': [
      3,
      fc.constantFrom(
        `/hooks/${connection}/no-such-event`,
        `/hooks/${connection}/vendor-create`,
        `/hooks/${connection}/`,
        `/hooks/${connection}`,
      ),
    ],
    'of an unknown connection': [
      3,
      fc.constantFrom(
        `/hooks/ninja-gamma/${event}`,
        `/hooks/hub/${event}`,
        `/hooks//${event}`,
        '/hooks',
        '/hooks/',
      ),
    ],
    'of a prototype': [
      2,
      fc.constantFrom(
        '/hooks/__proto__/constructor',
        '/hooks/constructor/name',
        `/hooks/${connection}/__proto__`,
        '/hooks/toString/x',
      ),
    ],
    'written otherwise': [
      4,
      fc.constantFrom(
        right.replace('-', '%2D'),
        right.replace('h', '%68'),
        `/hooks/x/../${connection}/${event}`,
        `/hooks/./${connection}/${event}`,
        right.replaceAll('/', '//'),
        `${right}/`,
        right.toUpperCase(),
        right.replace('/hooks/', '/hooks/%2e/'),
        `${right}/.`,
      ),
    ],
    'with odd escapes': [
      3,
      fc.constantFrom(
        `${right}%00`,
        `${right}%0a`,
        `/hooks/%0A${connection}/${event}`,
        `/hooks/a%0d%0ab`,
        '/hooks/%',
        '/hooks/%zz/%',
        `${right}%2f`,
        `${right}%E2%80%A8`,
        '/hooks/%E2%80%A9/x',
        `${right}%FF`,
        `/hooks/%25/${event}`,
        '/hooks/%C0%AF',
      ),
    ],
    'with odd bytes': [
      2,
      fc.constantFrom(
        `${right}\u00FF`,
        `/hooks/\u00E2\u0080\u00A8/x`,
        `${right}\\`,
        `/hooks/${connection}\\${event}`,
        `${right}"<>`,
        `${right}{}|^`,
      ),
    ],
    'very long': [
      1,
      fc.integer({ min: 100, max: 8_000 }).map((length) => `/hooks/${connection}/${'x'.repeat(length)}`),
    ],
  } satisfies Record<string, readonly [number, fc.Arbitrary<string>]>;
};

function proofs(connection: string, secrets: readonly string[]) {
  const [current = '', old = current] = secrets;
  const others = names
    .filter((name) => name !== connection)
    .flatMap((name) => [...(Object.entries(connections).find(([one]) => one === name)?.[1] ?? [])]);
  const near = Object.entries(nearMisses(current)).map(
    ([name, arbitrary]): [string, readonly [number, fc.Arbitrary<Headers>]] => [
      `nearly right: ${name}`,
      [1.5, arbitrary.map((value) => [[header, value]])],
    ],
  );
  const one = (value: string, name = header): fc.Arbitrary<Headers> => fc.constant([[name, value]]);
  return {
    right: [55, one(current)],
    'right, the old one': [5, one(old)],
    'right, the name in another case': [
      4,
      fc
        .constantFrom(header.toLowerCase(), header.toUpperCase(), 'x-UNIFIED-sync-SECRET')
        .map((name) => [[name, current]]),
    ],
    'right, with space around': [
      2,
      fc.constantFrom(` ${current}`, `${current} `, `\t${current}\t `).map((value) => [[header, value]]),
    ],
    missing: [4, fc.constant([])],
    empty: [2, fc.constantFrom('', ' ', '\t').map((value) => [[header, value]])],
    'of another connection': [
      3,
      fc.constantFrom(...others, ...hintSecrets).map((value) => [[header, value]]),
    ],
    'under another name': [
      3,
      fc
        .constantFrom(
          'X-Unified-Sync-Secret2',
          'X_Unified_Sync_Secret',
          'Unified-Sync-Secret',
          'Authorization',
          'Cookie',
          'X-Forwarded-X-Unified-Sync-Secret',
        )
        .map((name) => [[name, current]]),
    ],
    'two of them': [
      3,
      fc.constantFrom<Headers>(
        [
          [header, current],
          [header, current],
        ],
        [
          [header, 'x'],
          [header, current],
        ],
        [
          [header, current],
          [header.toLowerCase(), ''],
        ],
        [
          [header, ''],
          [header, current],
        ],
      ),
    ],
    'in the body or the address alone': [1, fc.constant([])],
    'of chance': [3, fc.stringMatching(/^[0-9a-f]{30,50}$/).map((value) => [[header, value]])],
    'very long': [
      1,
      fc
        .integer({ min: 1_000, max: 14_000 })
        .map((length) => [[header, current.repeat(Math.ceil(length / current.length))]]),
    ],
    'too long for any server': [0.3, fc.constant([[header, current.repeat(1_000)]])],
    'on two lines': [0.5, fc.constant([[header, `${current.slice(0, 9)}\r\n ${current.slice(9)}`]])],
    'with a NUL': [0.5, fc.constant([[header, `${current}\0`]])],
    ...Object.fromEntries(near),
  } satisfies Record<string, readonly [number, fc.Arbitrary<Headers>]>;
}

const actionsOf = (entity: string): string[] => [
  'create',
  'update',
  'delete',
  'restore',
  ...(entity === 'quote' ? ['approve', 'sent'] : []),
  ...(entity === 'invoice' ? ['sent'] : []),
];

const pairs = names.flatMap((connection) => entities.map((entity) => [connection, entity] as const));

/** Calls to the addresses that Invoice Ninja calls. */
export const ninjaCalls: fc.Arbitrary<Parts> = fc.oneof(
  ...pairs.map(([connection, entity]) => {
    const secrets = Object.entries(connections).find(([name]) => name === connection)?.[1] ?? [];
    const events = actionsOf(entity).map((action) => pickFrom(target(connection, `${entity}-${action}`)));
    return fc
      .tuple(
        pickFrom(methods),
        fc.oneof(...events),
        pickFrom(proofs(connection, secrets)),
        pickFrom(ninjaBodies(entity)),
        hashedId,
      )
      .map(([method, path, proof, body, id]): Parts => {
        const isElsewhere = proof.name.startsWith('in the body');
        return {
          method: method.value,
          target: isElsewhere ? `${path.value}?${header}=${secrets[0] ?? ''}` : path.value,
          headers: proof.value,
          body: isElsewhere ? Buffer.from(JSON.stringify({ id, [header]: secrets[0] })) : body.value,
          classes: [
            `method: ${method.name}`,
            `address: ${path.name}`,
            `secret: ${proof.name}`,
            ...(isElsewhere ? [] : [`body: ${body.name}`]),
          ],
        };
      });
  }),
);

export const ninjaClasses: readonly string[] = [
  ...classesOf('method', methods),
  ...classesOf('address', target('', '')),
  ...classesOf('secret', proofs('ninja-acme', connections['ninja-acme'])),
  ...classesOf('body', ninjaBodies('invoice')),
];
