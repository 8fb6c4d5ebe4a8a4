import { expect, it } from 'vitest';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

it('keeps the account of the first contact, whatever is said later', async () => {
  const { store } = await create();
  expect(await store.rememberAccount('ninja-acme', 'a')).toBe('a');
  expect(await store.rememberAccount('ninja-acme', 'b')).toBe('a');
  expect(await store.rememberAccount('ninja-other', 'b')).toBe('b');
});

it('has one id for all workers, and another one than other stores', async () => {
  const [one, other] = [await create(), await create()];
  const ids = await Promise.all([one.store.installationId(), one.ofAnotherWorker().installationId()]);
  expect(new Set(ids).size).toBe(1);
  expect(await other.store.installationId()).not.toBe(ids[0]);
});

it('keeps the sealed secret that was stored first', async () => {
  const { store, ofAnotherWorker } = await create();
  expect(await store.readSealed('token')).toBeUndefined();
  expect(await store.writeSealed('token', 'sealed-1')).toBe('sealed-1');
  expect(await ofAnotherWorker().writeSealed('token', 'sealed-2')).toBe('sealed-1');
});
