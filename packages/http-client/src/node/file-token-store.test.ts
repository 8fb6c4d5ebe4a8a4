import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fileTokenStore } from './file-token-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokens-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const tokens = (accessToken: string) => ({ accessToken, obtainedAt: 1, expiresAt: 2, refreshToken: 'r' });
const fileIn = () => join(folder, 'made', 'tokens.json');

it('keeps tokens for the next process, readable by the owner alone', async () => {
  const path = fileIn();
  expect(await fileTokenStore({ path }).load()).toBeUndefined();
  await fileTokenStore({ path }).replace(async () => tokens('a'));
  expect(await fileTokenStore({ path }).load()).toEqual(tokens('a'));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'made'))).mode & 0o777).toBe(0o700);
});

it('takes rights away from a file that others could read', async () => {
  const path = join(folder, 'tokens.json');
  await writeFile(path, JSON.stringify(tokens('a')), { mode: 0o644 });
  await fileTokenStore({ path }).replace(async () => tokens('b'));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('lets one in at a time, also through several stores of one file', async () => {
  const stores = [1, 2, 3, 4].map(() => fileTokenStore({ path: fileIn() }));
  let inside = 0;
  let most = 0;
  const work = async (current?: { accessToken: string }) => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => void setTimeout(resolve, 3));
    inside -= 1;
    return tokens(String(Number(current?.accessToken ?? 0) + 1));
  };
  await Promise.all([...stores, ...stores, ...stores].map(async (store) => await store.replace(work)));
  expect(most).toBe(1);
  expect((await stores[0]?.load())?.accessToken).toBe('12');
});

it('leaves one small lock file behind, and no drafts', async () => {
  const store = fileTokenStore({ path: fileIn() });
  for (const name of ['a', 'b', 'c']) await store.replace(async () => tokens(name));
  expect(await readdir(join(folder, 'made'))).toEqual(['tokens.json', 'tokens.json.lock.3']);
});

it('keeps the old tokens when the work fails, and lets the next one in', async () => {
  const store = fileTokenStore({ path: fileIn() });
  await store.replace(async () => tokens('a'));
  await expect(store.replace(async () => await Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await store.load()).toEqual(tokens('a'));
  await store.replace(async () => tokens('b'));
  expect(await store.load()).toEqual(tokens('b'));
});

it('writes nothing when the tokens stay as they are', async () => {
  const path = fileIn();
  const store = fileTokenStore({ path });
  await store.replace(async () => tokens('a'));
  const { ino } = await stat(path);
  await store.replace(async (current) => current ?? tokens('none'));
  expect((await stat(path)).ino).toBe(ino);
});

it('encrypts the file when a key is given, one that was plain included', async () => {
  const path = fileIn();
  await fileTokenStore({ path }).replace(async () => tokens('plain'));
  const store = fileTokenStore({ path, encryptionKey: new Uint8Array(32) });
  expect(await store.load()).toEqual(tokens('plain'));
  await store.replace(async () => tokens('hidden'));
  expect(await readFile(path, 'utf8')).not.toMatch(/hidden|accessToken/);
  expect(await store.load()).toEqual(tokens('hidden'));
});

it.each([
  ['without its key', undefined, 'is encrypted'],
  ['with another key', new Uint8Array(32).fill(1), 'cannot be decrypted'],
])('does not take an encrypted file for none %s', async (_name, encryptionKey, message) => {
  const path = fileIn();
  await fileTokenStore({ path, encryptionKey: new Uint8Array(32) }).replace(async () => tokens('a'));
  const store = fileTokenStore({ path, ...(encryptionKey && { encryptionKey }) });
  const work = vi.fn(async () => tokens('b'));
  await expect(store.load()).rejects.toThrow(message);
  await expect(store.replace(work)).rejects.toThrow(message);
  expect(work).not.toHaveBeenCalled();
});

it('does not take a broken file for none, and does not show it', async () => {
  const path = join(folder, 'tokens.json');
  await writeFile(path, '{"accessToken":"oa_prod_1');
  await expect(fileTokenStore({ path }).load()).rejects.toThrow(/^fileTokenStore: (?!.*oa_prod)/);
  await writeFile(path, '{"accessToken":"oa_prod_1"}');
  await expect(fileTokenStore({ path }).load()).rejects.toThrow(/holds no tokens \((?!.*oa_prod)/);
});
