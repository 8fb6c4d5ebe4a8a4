import { expect, it } from 'vitest';
import { tokenCipher } from './token-cipher.ts';

const key = new Uint8Array(32).fill(7);
const tokens = { accessToken: 'oa_prod_1', obtainedAt: 1, expiresAt: 2, refreshToken: 'oa_prod_2' };

it('gives back what it encrypted, and shows nothing of it', async () => {
  const text = await tokenCipher(key).encrypt(tokens);
  expect(text).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(text).not.toContain('oa_prod');
  expect(await tokenCipher(key).decrypt(text)).toEqual(tokens);
});

it('takes a key as base64 and as base64url', async () => {
  const bytes = new Uint8Array(32).fill(255);
  const text = await tokenCipher(bytes).encrypt(tokens);
  const base64 = Buffer.from(bytes).toString('base64');
  const base64url = Buffer.from(bytes).toString('base64url');
  expect(await tokenCipher(base64).decrypt(text)).toEqual(tokens);
  expect(await tokenCipher(`${base64url}\n`).decrypt(text)).toEqual(tokens);
});

it('refuses another key, and text that was changed', async () => {
  const text = await tokenCipher(key).encrypt(tokens);
  await expect(tokenCipher(new Uint8Array(32)).decrypt(text)).rejects.toThrow('cannot be decrypted');
  const changed = text.replace(
    /\.([\w-])([\w-]+)\.([\w-]+)$/,
    (_all, first: string, rest: string, tag: string) => `.${first === 'A' ? 'B' : 'A'}${rest}.${tag}`,
  );
  await expect(tokenCipher(key).decrypt(changed)).rejects.toThrow('cannot be decrypted');
});

it.each([['short'], [''], ['no base64 at all !!'], [new Uint8Array(16)]])('refuses the key %s', (wrong) => {
  expect(() => tokenCipher(wrong)).toThrow('expected a key of 32 bytes');
});
