import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import type { Parts } from './call.ts';
import { nearMisses } from './near-miss.ts';
import { classesOf, pickFrom } from './pick.ts';
import { collectionsInDirectus, connections, frozenNow, hintSecrets } from './secrets.ts';

type Headers = Parts['headers'];
const path = '/hints/directus';
const [current, old] = hintSecrets;
const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const collection = fc.constantFrom(...collectionsInDirectus.keys());
const id = fc.uuid();
const hint = fc.record({ collection, ids: fc.array(id, { minLength: 1, maxLength: 5 }) });
const genuine = fc.record({ hints: fc.array(hint, { maxLength: 4 }), incomplete: fc.boolean() });
const oddId = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    ' ',
    '1',
    1,
    null,
    {},
    [],
    '\0',
    'x'.repeat(9_000),
    '../x',
    "' or 1=1",
    '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d ',
    '6F0A1C1E3F5B4D8E9B0A2F4C6E8A0B1D',
    '\uD800',
  ),
  fc.jsonValue({ maxDepth: 1 }),
);
const oddCollection = fc.constantFrom<unknown>(
  'client_invoices',
  'directus_users',
  '__proto__',
  'constructor',
  '',
  'COMPANIES',
  'companies/x',
  null,
  7,
  {},
  '\0',
);

const bodies = {
  genuine: [40, genuine.map(text)],
  'ids in capitals': [
    3,
    genuine.map((one) =>
      Buffer.from(JSON.stringify(one).replaceAll(/[0-9a-f-]{36}/g, (uuid) => uuid.toUpperCase())),
    ),
  ],
  'ids that are none': [
    5,
    fc
      .tuple(genuine, collection, fc.array(fc.oneof(oddId, id), { maxLength: 4 }))
      .map(([one, name, ids]) => text({ ...one, hints: [...one.hints, { collection: name, ids }] })),
  ],
  'collections that are none': [
    5,
    fc
      .tuple(genuine, oddCollection, fc.array(id, { maxLength: 3 }))
      .map(([one, name, ids]) => text({ ...one, hints: [{ collection: name, ids }, ...one.hints] })),
  ],
  'a field of another type': [
    5,
    fc
      .tuple(genuine, fc.constantFrom('hints', 'incomplete'), fc.jsonValue({ maxDepth: 2 }))
      .map(([one, name, value]) => text({ ...one, [name]: value })),
  ],
  'a field that is missing': [
    2,
    fc
      .tuple(genuine, fc.constantFrom('hints', 'incomplete'))
      .map(([one, name]) => text({ ...one, [name]: undefined })),
  ],
  'more fields': [
    2,
    fc
      .tuple(genuine, fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }))
      .map(([one, more]) => text({ ...more, ...one })),
  ],
  'names of prototypes': [
    2,
    genuine.map((one) => Buffer.from(`{"__proto__":${JSON.stringify(one)},"incomplete":true}`)),
  ],
  'too many hints': [
    0.2,
    fc.constant(
      text({
        hints: Array.from({ length: 10_001 }, () => ({ collection: 'companies', ids: [] })),
        incomplete: false,
      }),
    ),
  ],
  'many ids': [
    0.2,
    fc
      .array(id, { minLength: 300, maxLength: 600 })
      .map((ids) => text({ hints: [{ collection: 'people', ids }], incomplete: false })),
  ],
  truncated: [
    3,
    fc
      .tuple(genuine, fc.double({ min: 0, max: 0.99, noNaN: true }))
      .map(([one, at]) => text(one).subarray(0, Math.floor(text(one).length * at))),
  ],
  'deep nesting': [
    0.5,
    fc.integer({ min: 10, max: 50_000 }).map((depth) => Buffer.from(`{"hints":${'['.repeat(depth)}`)),
  ],
  'no object': [1, fc.constantFrom('', 'null', '[]', '0', '""', '{}').map((one) => Buffer.from(one))],
  'invalid UTF-8': [
    1,
    genuine.map((one) => Buffer.concat([text(one).subarray(0, -1), Buffer.from(',"\u00FF":1}', 'latin1')])),
  ],
  noise: [1, fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes))],
  'the store is down': [
    2,
    fc
      .tuple(genuine, fc.constantFrom('d0d0d0d0', 'f0f0f0f0'), id)
      .map(([one, mark, uuid]) =>
        text({ ...one, hints: [...one.hints, { collection: 'companies', ids: [mark + uuid.slice(8)] }] }),
      ),
  ],
} satisfies Record<string, readonly [number, fc.Arbitrary<Buffer>]>;

/** Signs anew: nothing of the worker or of the extension is used. */
const hmac = (secret: string, timestamp: string, body: Buffer): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');

const signed = (timestamp: string, value: string): Headers => [
  ['X-Unified-Sync-Timestamp', timestamp],
  ['X-Unified-Sync-Signature', value],
];
type Signing = (body: Buffer) => Headers;
const now = String(frozenNow);
const at =
  (timestamp: string, secret: string = current): Signing =>
  (body) =>
    signed(timestamp, `v1=${hmac(secret, timestamp, body)}`);
const otherSecret = fc.oneof(
  ...Object.values(nearMisses(current)),
  fc.constantFrom(...connections['ninja-acme'], 'x'),
);

const proofs = {
  right: [50, fc.integer({ min: -300_000, max: 300_000 }).map((skew) => at(String(frozenNow + skew)))],
  'right, by the old secret': [5, fc.constant(at(now, old))],
  'too old, or from the future': [
    5,
    fc
      .oneof(fc.integer({ min: 300_001, max: 10_000_000 }), fc.integer({ min: -10_000_000, max: -300_001 }))
      .map((skew) => at(String(frozenNow + skew))),
  ],
  'a time that is none': [
    4,
    fc
      .constantFrom(
        '',
        ' ',
        'NaN',
        'Infinity',
        'now',
        '0',
        '-1',
        String(frozenNow / 1000),
        '9'.repeat(400),
        `${now}x`,
        new Date(frozenNow).toISOString(),
      )
      .map((time) => at(time)),
  ],
  'another secret': [6, otherSecret.map((secret) => at(now, secret))],
  'of another body': [
    4,
    fc.constant((body: Buffer) =>
      signed(now, `v1=${hmac(current, now, Buffer.concat([body, Buffer.from(' ')]))}`),
    ),
  ],
  'of another time': [
    3,
    fc.constant((body: Buffer) => signed(now, `v1=${hmac(current, String(frozenNow - 1), body)}`)),
  ],
  'cut, or with more behind it': [
    4,
    fc.constantFrom(-1, -2, -32, 1, 2).map(
      (by): Signing =>
        (body) =>
          signed(
            now,
            `v1=${by < 0 ? hmac(current, now, body).slice(0, by) : hmac(current, now, body) + '00'.slice(0, by)}`,
          ),
    ),
  ],
  'a flip of one digit': [
    4,
    fc.integer({ min: 0, max: 63 }).map(
      (index): Signing =>
        (body) =>
          signed(now, `v1=${flip(hmac(current, now, body), index)}`),
    ),
  ],
  'another format': [
    4,
    fc
      .constantFrom<(hex: string) => string>(
        (hex) => hex,
        (hex) => `v2=${hex}`,
        (hex) => `V1=${hex}`,
        (hex) => `v1 = ${hex}`,
        (hex) => `sha256=${hex}`,
        (hex) => `v1=0x${hex}`,
        (hex) => `v1=${Buffer.from(hex, 'hex').toString('base64')}`,
        (hex) => `v0=${hex},v1=${hex}`,
      )
      .map(
        (write): Signing =>
          (body) =>
            signed(now, write(hmac(current, now, body))),
      ),
  ],
  missing: [
    3,
    fc.constantFrom<Signing>(
      () => [],
      () => [['X-Unified-Sync-Timestamp', now]],
      (body) => [['X-Unified-Sync-Signature', `v1=${hmac(current, now, body)}`]],
    ),
  ],
  empty: [
    2,
    fc.constantFrom<Signing>(
      () => signed(now, ''),
      () => signed(now, 'v1='),
      () => signed('', ''),
    ),
  ],
  twice: [
    2,
    fc.constantFrom<Signing>(
      (body) => [...at(now)(body), ...at(now)(body)],
      (body) => [...signed(now, 'v1=00'), ...at(now)(body)],
    ),
  ],
} satisfies Record<string, readonly [number, fc.Arbitrary<Signing>]>;

const flip = (hex: string, index: number): string =>
  hex.slice(0, index) + (hex[index] === '0' ? '1' : '0') + hex.slice(index + 1);

const methods = {
  POST: [95, fc.constant('POST')],
  another: [5, fc.constantFrom('GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH')],
} satisfies Record<string, readonly [number, fc.Arbitrary<string>]>;

/** Calls to the address that the extension of Directus calls. */
export const directusCalls: fc.Arbitrary<Parts> = fc
  .tuple(pickFrom(methods), pickFrom<Buffer>(bodies), pickFrom<Signing>(proofs))
  .map(([method, body, proof]) => ({
    method: method.value,
    target: path,
    headers: proof.value(body.value),
    body: body.value,
    classes: [`hint method: ${method.name}`, `hint: ${body.name}`, `signature: ${proof.name}`],
  }));

export const directusClasses: readonly string[] = [
  ...classesOf('hint method', methods),
  ...classesOf('hint', bodies),
  ...classesOf('signature', proofs),
];
