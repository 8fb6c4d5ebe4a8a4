import { expect, it, vi } from 'vitest';
import type { Job } from './job.ts';
import { owedJobs } from './owed-jobs.ts';
import { startSweeper } from './sweeper.ts';

const drain: Job = { kind: 'drain', lane: 'webhook' };
const every = 10;
const notAsked = async (): Promise<never> => await Promise.reject(new Error('nobody asks for it'));
const unused = {
  start: notAsked,
  finish: notAsked,
  listingAges: async () => await Promise.reject(new Error('not asked')),
  last: notAsked,
  unpublished: notAsked,
  markPublished: notAsked,
};

it('asks again and again for what is owed', async () => {
  const wake = vi.fn<(owner: string, job: Job) => Promise<void>>(async () => undefined);
  const end = startSweeper({
    queues: { wake },
    owed: async () => [{ owner: 'hub', job: drain }],
    every,
    onError: () => undefined,
  });
  await vi.waitFor(() => expect(wake.mock.calls.length).toBeGreaterThan(3));
  await end();
  const asked = wake.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, every * 5));
  expect(wake.mock.calls).toHaveLength(asked);
  expect(wake).toHaveBeenCalledWith('hub', drain);
});

it('goes on after the store or the queue could not be reached, and says so', async () => {
  const errors: string[] = [];
  const woken: string[] = [];
  let sweeps = 0;
  const end = startSweeper({
    queues: {
      wake: async (owner) => {
        if (sweeps === 2) throw new Error('no queue');
        woken.push(owner);
      },
    },
    owed: async () => {
      sweeps += 1;
      if (sweeps === 1) throw new Error('no store');
      return [{ owner: 'hub', job: drain }];
    },
    every,
    onError: ({ message }) => errors.push(message),
  });
  await vi.waitFor(() => expect(woken).toContain('hub'));
  await end();
  expect(errors).toEqual(['no store', 'no queue']);
});

it('ends after the sweep under way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isSwept = false;
  const end = startSweeper({
    queues: { wake: async () => undefined },
    owed: async () => {
      await promise;
      isSwept = true;
      return [];
    },
    every,
    onError: () => undefined,
  });
  await new Promise((next) => setTimeout(next, every));
  setTimeout(resolve, every);
  await end();
  expect(isSwept).toBe(true);
});

it('owes a drain where rows are due, a scan where a listing stopped in the middle, and what has not run for long', async () => {
  const listings = ['ninja-acme.clients', 'ninja-acme.invoices', 'hub.companies'];
  const runs = {
    due: async (kind: string, of: readonly string[], milliseconds: number) =>
      of.filter(
        (name) => name === (kind === 'scan' ? 'ninja-acme.invoices' : 'hub.companies') && milliseconds > 0,
      ),
  };
  const store = {
    nextDueByLane: async () => [
      { owner: 'hub', lane: 'webhook' as const, wait: 0 },
      { owner: 'ninja-acme', lane: 'user' as const, wait: 300 },
    ],
    stalledListings: async () => ['ninja-acme.clients', 'hub.companies', 'removed.clients'],
    runs: { ...unused, ...runs },
  };
  const owners = ['hub', 'ninja-acme'];
  expect(await owedJobs({ store, owners, listings, scanEvery: 60_000, sweepEvery: 60_000 })).toEqual([
    { owner: 'hub', job: drain },
    { owner: 'ninja-acme', job: { kind: 'scan', stream: 'ninja-acme.invoices' } },
    { owner: 'ninja-acme', job: { kind: 'scan', stream: 'ninja-acme.clients' } },
    { owner: 'hub', job: { kind: 'scan', stream: 'hub.companies' } },
    { owner: 'hub', job: { kind: 'sweep', stream: 'hub.companies' } },
  ]);
});
