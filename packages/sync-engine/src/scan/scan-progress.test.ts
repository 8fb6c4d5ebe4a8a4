import { expect, it } from 'vitest';
import type { Context } from '../converge/context.ts';
import type { Checkpoint, ListPage } from '../ports.ts';
import { startProgress, type TakenPage } from './scan-progress.ts';

/** A store whose checkpoint can be looked at, and that somebody else may move. */
function checkpoints(start: Partial<Checkpoint> = {}) {
  let stored: Checkpoint = { rev: 0, cursor: null, page: null, firstListingDone: false, ...start };
  const saved: (string | null)[] = [];
  const store: Partial<Context['ports']['store']> = {
    loadCheckpoint: async () => stored,
    async saveCheckpoint(_name, rev, next) {
      if (rev !== stored.rev) return false;
      stored = { ...next, rev: rev + 1 };
      saved.push(next.page ?? next.cursor);
      return true;
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that a progress asks for
  const context = { ports: { store } } as Context;
  return { context, saved, move: () => (stored = { ...stored, rev: stored.rev + 1 }) };
}

const page = (next: string | null): ListPage => ({
  records: [],
  poison: [],
  next,
  cursor: next === null ? 'end' : null,
});

/** A page that is converged when the test says so. */
function takenPage(isThroughFirstContact = true) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const taken: TakenPage = { isThroughFirstContact, converged: promise };
  return { taken, done: resolve, fail: reject };
}

const settled = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 0));

it('does not pass a page that is still being converged, though later ones are done', async () => {
  const { context, saved } = checkpoints();
  const progress = await startProgress(context, 'shop.clients');
  const [first, second] = [takenPage(), takenPage()];
  progress.begin(page('2'), first.taken);
  progress.begin(page(null), second.taken);
  second.done();
  const passing = progress.passAll(0);
  await settled();
  expect(saved).toEqual([]);
  first.done();
  expect(await passing).toBe(true);
  expect(saved).toEqual(['2', 'end']);
});

it('leaves as many pages under way as it is told', async () => {
  const { context, saved } = checkpoints();
  const progress = await startProgress(context, 'shop.clients');
  const pages = [takenPage(), takenPage(), takenPage()];
  for (const [at, { taken }] of pages.entries()) progress.begin(page(String(at + 2)), taken);
  pages[0]?.done();
  expect(await progress.passAll(2)).toBe(true);
  expect(saved).toEqual(['2']);
});

it('passes neither a page that failed nor any after it', async () => {
  const { context, saved } = checkpoints();
  const progress = await startProgress(context, 'shop.clients');
  const [first, second] = [takenPage(), takenPage()];
  progress.begin(page('2'), first.taken);
  progress.begin(page(null), second.taken);
  second.done();
  first.fail(new Error('the store is gone'));
  await expect(progress.passAll(0)).rejects.toThrow('the store is gone');
  await expect(progress.passAll(0)).rejects.toThrow('the store is gone');
  expect(saved).toEqual([]);
});

it('ends only when nothing is under way any more, whatever came of it', async () => {
  const { context } = checkpoints();
  const progress = await startProgress(context, 'shop.clients');
  const [first, second] = [takenPage(), takenPage()];
  progress.begin(page('2'), first.taken);
  progress.begin(page(null), second.taken);
  let hasEnded = false;
  const ending = progress.ended().then(() => (hasEnded = true));
  first.fail(new Error('the store is gone'));
  await settled();
  expect(hasEnded).toBe(false);
  second.done();
  await ending;
});

it.each([
  [false, false],
  [true, true],
])(
  'passes a page with records that are not through first contact: %s, where the first listing is done',
  async (firstListingDone, passes) => {
    const { context, saved } = checkpoints({ firstListingDone });
    const progress = await startProgress(context, 'shop.clients');
    const { taken, done } = takenPage(false);
    progress.begin(page('2'), taken);
    done();
    expect(await progress.passAll(0)).toBe(passes);
    expect(saved).toEqual(passes ? ['2'] : []);
  },
);

it('stops where another scan has moved the checkpoint', async () => {
  const { context, saved, move } = checkpoints();
  const progress = await startProgress(context, 'shop.clients');
  const { taken, done } = takenPage();
  progress.begin(page('2'), taken);
  done();
  move();
  expect(await progress.passAll(0)).toBe(false);
  expect(saved).toEqual([]);
});
