import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HmacEncoding, HmacHash } from './hmac-format.ts';
import { signHmac } from './sign-hmac.ts';
import { verifyHmac } from './verify-hmac.ts';

const secret = 'whsec';
const payload = new Uint8Array([123, 0, 255, 10, 125]);

const nodeName: Record<HmacHash, string> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};
const byNode = (hash: HmacHash, encoding: HmacEncoding, key = secret): string =>
  createHmac(nodeName[hash], key).update(payload).digest(encoding);

describe.each<HmacHash>(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'])('%s', (hash) => {
  it.each<HmacEncoding>(['hex', 'base64'])('in %s agrees with another implementation', async (encoding) => {
    const signature = byNode(hash, encoding);
    expect(await signHmac({ secret, payload, hash, encoding })).toBe(signature);
    expect(await verifyHmac({ secrets: [secret], payload, signature, hash, encoding })).toBe(true);
  });
});

it('signs as RFC 4231 says (test case 2), text as UTF-8', async () => {
  expect(await signHmac({ secret: 'Jefe', payload: 'what do ya want for nothing?' })).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

it('is SHA-256 in hex unless told otherwise, in either case', async () => {
  const signature = byNode('SHA-256', 'hex');
  expect(await verifyHmac({ secrets: [secret], payload, signature })).toBe(true);
  expect(await verifyHmac({ secrets: [secret], payload, signature: signature.toUpperCase() })).toBe(true);
});

it('takes base64 without padding, and base64url', async () => {
  const signature = byNode('SHA-256', 'base64').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  expect(await verifyHmac({ secrets: [secret], payload, signature, encoding: 'base64' })).toBe(true);
});

it('takes every secret of a rotation, and every signature of a sender that rotates', async () => {
  const [old, next] = [byNode('SHA-256', 'hex', 'old'), byNode('SHA-256', 'hex', 'next')];
  const secrets = ['old', 'next'];
  expect(await verifyHmac({ secrets, payload, signature: old })).toBe(true);
  expect(await verifyHmac({ secrets, payload, signature: next })).toBe(true);
  expect(await verifyHmac({ secrets: ['next'], payload, signature: [old, next] })).toBe(true);
  expect(await verifyHmac({ secrets: ['other'], payload, signature: [old, next] })).toBe(false);
});

it('refuses another payload, secret or hash', async () => {
  const signature = byNode('SHA-256', 'hex');
  const changed = payload.with(0, 124);
  expect(await verifyHmac({ secrets: [secret], payload: changed, signature })).toBe(false);
  expect(await verifyHmac({ secrets: ['whsed'], payload, signature })).toBe(false);
  expect(await verifyHmac({ secrets: [secret], payload, signature, hash: 'SHA-512' })).toBe(false);
});

it.each<[string, HmacEncoding]>([
  ['', 'hex'],
  ['', 'base64'],
  ['zz', 'hex'],
  ['abc', 'hex'],
  ['A', 'base64'],
  ['not base64!', 'base64'],
  [byNode('SHA-256', 'hex').slice(0, 32), 'hex'],
  [`${byNode('SHA-256', 'hex')}00`, 'hex'],
  [`${byNode('SHA-256', 'hex')}0`, 'hex'],
  [`sha256=${byNode('SHA-256', 'hex')}`, 'hex'],
  [`${byNode('SHA-256', 'base64')}\n`, 'base64'],
  [byNode('SHA-256', 'base64'), 'hex'],
])('refuses %o as %s, without an error', async (signature, encoding) => {
  expect(await verifyHmac({ secrets: [secret], payload, signature, encoding })).toBe(false);
});

it('refuses to work without a secret, where anybody could sign', async () => {
  const signature = 'ab';
  await expect(verifyHmac({ secrets: [], payload, signature })).rejects.toThrow(
    'secrets: expected at least one, got none',
  );
  await expect(verifyHmac({ secrets: [secret, ''], payload, signature })).rejects.toThrow(
    'secret: expected at least one byte',
  );
  await expect(signHmac({ secret: '', payload })).rejects.toThrow('secret: expected at least one byte');
});

it('takes no signature at all for wrong', async () => {
  expect(await verifyHmac({ secrets: [secret], payload, signature: [] })).toBe(false);
});
