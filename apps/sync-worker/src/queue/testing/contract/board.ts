import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { gate, openTestQueues } from '../open-test-queues.ts';
import type { QueueHarness } from '../queue-harness.ts';

export function boardContract({ freshConnection }: QueueHarness): void {
  it('counts jobs by their state, and says what is under way here', async () => {
    const queues = await openTestQueues(await freshConnection());
    const { entered, enter, open } = gate();
    await queues.wake('hub', { kind: 'scan', stream: 'hub.companies' });
    await queues.wake('hub', { kind: 'drain', lane: 'user' });
    const none = { waiting: 0, active: 0, delayed: 0, failed: 0 };
    expect(await queues.counts()).toEqual(
      new Map([
        ['hub', { ...none, waiting: 2 }],
        ['ninja-acme', none],
        ['ninja-other', none],
      ]),
    );
    await queues.work(async (_owner, job) => {
      if (job.kind === 'drain') throw new Error('it fails');
      await enter();
    });
    await entered;
    await expect
      .poll(async () => (await queues.counts()).get('hub'), { timeout: 5000 })
      .toEqual({ ...none, active: 1, failed: 1 });
    expect(queues.underWay()).toEqual([{ owner: 'hub', job: { kind: 'scan', stream: 'hub.companies' } }]);
    open();
    await expect.poll(() => queues.underWay()).toEqual([]);
  });

  it('shows queues and jobs on its board, with everything that the page loads', async () => {
    const queues = await openTestQueues(await freshConnection());
    await queues.wake('ninja-acme', { kind: 'scan', stream: 'ninja-acme.clients' });
    const app = new Hono().route('/board', await queues.board('/board'));
    const page = await (await app.request('/board')).text();
    const assets = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].flatMap(
      ([, path]) => path ?? [],
    );
    expect(assets.length).toBeGreaterThan(1);
    expect(page).toContain('<base href="/board/"');
    for (const path of assets) {
      const { pathname } = new URL(path, 'http://worker/board/');
      expect([pathname, (await app.request(pathname)).status]).toEqual([pathname, 200]);
    }
    const shown = await (
      await app.request('/board/api/queues?activeQueue=ninja-acme&status=latest&page=1')
    ).json();
    expect(shown).toMatchObject({
      queues: [
        { name: 'hub', readOnlyMode: true },
        {
          name: 'ninja-acme',
          readOnlyMode: true,
          counts: { waiting: 1 },
          jobs: [{ name: 'scan', data: { kind: 'scan', stream: 'ninja-acme.clients' } }],
        },
        { name: 'ninja-other' },
      ],
    });
  });

  it('changes nothing by its board', async () => {
    const queues = await openTestQueues(await freshConnection());
    await queues.wake('hub', { kind: 'drain', lane: 'user' });
    const app = new Hono().route('/board', await queues.board('/board'));
    for (const [method, path] of [
      ['PUT', '/board/api/queues/hub/pause'],
      ['PUT', '/board/api/queues/hub/obliterate'],
      ['PUT', '/board/api/queues/hub/empty'],
      ['PUT', '/board/api/queues/pause'],
    ] as const)
      await app.request(path, { method });
    expect((await queues.counts()).get('hub')).toMatchObject({ waiting: 1 });
  });
}
