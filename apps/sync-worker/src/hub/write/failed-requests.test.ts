import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WriteResult } from '@unified-sync/sync-engine';
import { directusBody, type Fault, startFaultProxy } from '../testing/fault-proxy.ts';
import { create, update } from '../testing/requests.ts';
import { type StartedHub, startHub } from '../testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => await hub.stop());

const id = (): string => crypto.randomUUID();

/** Creates an item while a fault waits for it; says what came of it, and whether the item is there. */
async function createUnder(fault: Fault): Promise<[WriteResult['kind'] | undefined, string | undefined]> {
  const created = id();
  hub.proxy.next('POST', fault);
  const [result] = await hub.side.write([create(created, { name: 'new' })]);
  const [look] = await hub.side.look([created]);
  return [result?.kind, look?.kind];
}

describe('a create', () => {
  it('is unclear when the connection breaks after Directus has done it', async () => {
    expect(await createUnder({ kind: 'reset-after' })).toEqual(['unclear', 'present']);
  });

  it('is unclear when the connection breaks before: nobody can tell the two apart', async () => {
    expect(await createUnder({ kind: 'reset-before' })).toEqual(['unclear', 'absent']);
  });

  it.each([408, 502, 503, 504])(
    'is unclear when a gateway answers %i: Directus may go on with it',
    async (status) => {
      expect(await createUnder({ kind: 'other-answer', status, body: '<h1>Gateway</h1>' })).toEqual([
        'unclear',
        'present',
      ]);
    },
  );

  it('is not sent when Directus turns it away under pressure', async () => {
    const body = directusBody('SERVICE_UNAVAILABLE', 'Service "api" is unavailable. Under pressure.');
    const before = hub.proxy.requests.length;
    hub.proxy.next('POST', { kind: 'answer', status: 503, body });
    expect(await hub.side.write([create(id(), { name: 'new' })])).toMatchObject([{ kind: 'not_sent' }]);
    // Nothing is asked of it besides: it has no room for that either.
    expect(hub.proxy.requests.slice(before)).toEqual([expect.stringMatching(/^POST/)]);
  });

  it('is not sent when Directus counts too many requests, nor when the token has expired', async () => {
    const limited = directusBody('REQUESTS_EXCEEDED', 'Too many requests.');
    expect(await createUnder({ kind: 'answer', status: 429, body: limited })).toEqual(['not_sent', 'absent']);
    const expired = directusBody('TOKEN_EXPIRED', 'Token expired.');
    expect(await createUnder({ kind: 'answer', status: 401, body: expired })).toEqual(['not_sent', 'absent']);
  });

  it('is unclear when Directus fails after it has written, e.g. to clear its cache', async () => {
    const body = directusBody('INTERNAL_SERVER_ERROR', 'Connection is closed.');
    expect(await createUnder({ kind: 'other-answer', status: 500, body })).toEqual(['unclear', 'present']);
  });

  it('is unclear when its answer is no list of items', async () => {
    expect(await createUnder({ kind: 'other-answer', status: 200, body: '{"data":null}' })).toEqual([
      'unclear',
      'present',
    ]);
    expect(await createUnder({ kind: 'other-answer', status: 204, body: '' })).toEqual([
      'unclear',
      'present',
    ]);
    expect(await createUnder({ kind: 'other-answer', status: 200, body: '<h1>Sign in</h1>' })).toEqual([
      'unclear',
      'present',
    ]);
  });

  it('is sent once more after an error 500 that left nothing, and then written', async () => {
    const body = directusBody('INTERNAL_SERVER_ERROR', 'An unexpected error occurred.');
    expect(await createUnder({ kind: 'answer', status: 500, body })).toEqual(['written', 'present']);
  });

  it('waits where the reason passes by itself', async () => {
    const body = directusBody(
      'INTERNAL_SERVER_ERROR',
      'insert into "companies" ("terminated") values ($1) - deadlock detected',
    );
    expect(await createUnder({ kind: 'answer', status: 500, body })).toEqual(['not_sent', 'absent']);
  });

  it('is unclear when what it left cannot be read', async () => {
    const broken = directusBody('INTERNAL_SERVER_ERROR', 'An unexpected error occurred.');
    const forbidden = { kind: 'answer', status: 403, body: directusBody('FORBIDDEN', 'No.') } as const;
    hub.proxy.next('SEARCH', forbidden);
    expect(await createUnder({ kind: 'answer', status: 500, body: broken })).toEqual(['unclear', 'absent']);
  });

  it('is not sent when Directus stops listening between the look and the write', async () => {
    const gateway = await startFaultProxy(hub.directus.url);
    const other = hub.another({ url: gateway.url }).side('companies');
    await other.look([id()]);
    await gateway.stop();
    // Until the client has noticed that each of its connections is closed.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await other.write([create(id(), { name: 'new' })])).toEqual([
      { kind: 'not_sent', cause: expect.stringContaining('ECONNREFUSED') },
    ]);
  });
});

describe('an update', () => {
  it('is unclear when it may have been done', async () => {
    const created = id();
    await hub.side.write([create(created, { terms: 1 })]);
    const record = await hub.look(created);
    hub.proxy.next('PATCH', {
      kind: 'other-answer',
      status: 500,
      body: directusBody('INTERNAL_SERVER_ERROR', 'An unexpected error occurred.'),
    });
    expect(await hub.side.write([update(record, { terms: 2 })])).toMatchObject([{ kind: 'unclear' }]);
    expect((await hub.look(created)).parts['']?.fields['terms']).toBe(2);
  });

  it('goes out once, whatever happens to it', async () => {
    const created = id();
    await hub.side.write([create(created, { terms: 1 })]);
    const record = await hub.look(created);
    const before = hub.proxy.requests.length;
    hub.proxy.next('PATCH', { kind: 'reset-after' });
    await hub.side.write([update(record, { terms: 2 })]);
    const sent = hub.proxy.requests.slice(before);
    expect(sent.filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
  });
});

it('never shows the token', async () => {
  const body = directusBody('INVALID_PAYLOAD', `Authorization: Bearer ${hub.directus.adminToken}`);
  hub.proxy.next('POST', { kind: 'answer', status: 400, body });
  const results = await hub.side.write([create(id(), { name: 'new' })]);
  expect(results).toMatchObject([{ kind: 'refused', reason: expect.stringContaining('[redacted]') }]);
  expect(JSON.stringify(results)).not.toContain(hub.directus.adminToken);
});
