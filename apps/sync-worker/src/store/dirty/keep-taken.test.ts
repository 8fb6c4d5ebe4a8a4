import { expect, it } from 'vitest';
import { useTestStores } from '../testing/test-store.ts';

const { create } = useTestStores();
const hint = { side: 'ninja-acme.clients', record: 'r1' };
const options = { owner: 'ninja-acme', limit: 10, takenFor: 300 };
/** Of the renewals, which are timed by the worker's own clock. */
const several = 500;

it('leaves a row with a worker that is slow, and with nobody once that is through', async () => {
  const { store, advance } = await create();
  await store.markDirty([hint]);
  const taken = await store.takeDirty(options);
  const work = async (): Promise<void> => {
    await advance(250);
    await new Promise((resolve) => setTimeout(resolve, several));
    await advance(250);
    expect(await store.takeDirty(options)).toEqual([]);
  };
  await store.keepTaken(taken, work, { takenFor: 300, onError: fail });
  await advance(300);
  expect(await store.takeDirty(options)).toMatchObject([hint]);
});

it('takes no row back that was given up', async () => {
  const { store, advance } = await create();
  await store.markDirty([hint]);
  const taken = await store.takeDirty(options);
  const work = async (): Promise<void> => {
    await store.deferDirty(taken, 10);
    await new Promise((resolve) => setTimeout(resolve, several));
    await advance(10);
    expect(await store.takeDirty(options)).toMatchObject([hint]);
  };
  await store.keepTaken(taken, work, { takenFor: 300, onError: fail });
});

it('goes on where rows cannot be renewed, and tells', async () => {
  const { store, db } = await create();
  await store.markDirty([hint]);
  const taken = await store.takeDirty(options);
  const errors: unknown[] = [];
  const work = async (): Promise<string> => {
    await db.destroy();
    await new Promise((resolve) => setTimeout(resolve, several));
    return 'done';
  };
  const onError = (error: unknown): void => {
    errors.push(error);
  };
  expect(await store.keepTaken(taken, work, { takenFor: 300, onError })).toBe('done');
  expect(errors.length).toBeGreaterThan(0);
});

function fail(error: unknown): never {
  throw error;
}
