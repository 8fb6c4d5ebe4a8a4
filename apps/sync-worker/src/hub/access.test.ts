import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Side } from '@unified-sync/sync-engine';
import type { DirectusHub } from './create-directus-hub.ts';
import { create, update } from './testing/requests.ts';
import { type StartedHub, startHub } from './testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => await hub.stop());

interface Permission {
  readonly action: string;
  readonly fields?: readonly string[];
  readonly permissions?: unknown;
}

const all = ['create', 'read', 'update'].map((action): Permission => ({ action }));
let users = 0;

/** The hub as a user whose role has these permissions on companies. */
async function asUser(
  granted: readonly Permission[],
  appAccess = true,
): Promise<DirectusHub & { role: string }> {
  users += 1;
  const token = `static-token-of-user-${users}`;
  const role = crypto.randomUUID();
  await hub.admin.call('POST', '/roles', { id: role, name: `role ${users}`, app_access: appAccess });
  await hub.admin.call('POST', '/users', { email: `user${users}@example.com`, role, token });
  await hub.admin.call(
    'POST',
    '/permissions',
    granted.map((each) => ({ role, collection: 'companies', fields: ['*'], permissions: {}, ...each })),
  );
  return { ...hub.another({ token }), role };
}

const id = (): string => crypto.randomUUID();

async function madeItem(): Promise<string> {
  const created = id();
  await hub.side.write([create(created, { name: 'made' })]);
  return created;
}

/** What each way of reading says of an item that the user may not see. */
async function readings(side: Side, hidden: string): Promise<unknown> {
  return {
    look: (await side.look([hidden]))[0]?.kind,
    key: await side.findByKey(hidden).catch((error: unknown) => String(error)),
    fields: await side.findByFields([{ name: 'made' }]).catch((error: unknown) => String(error)),
    list: await side.list({ cursor: null, lookBack: 0, page: null }).catch((error: unknown) => String(error)),
    ids: await side.listIds().catch((error: unknown) => String(error)),
  };
}

describe('a role that sees only some items', () => {
  it('is refused: what a rule hides would pass for deleted', async () => {
    const hidden = await madeItem();
    const user = await asUser([
      ...all.slice(0, 1),
      { action: 'read', permissions: { name: { _eq: 'other' } } },
      { action: 'update' },
    ]);
    const reason = expect.stringContaining('may read only some items of companies');
    expect(await user.problems()).toEqual([reason]);
    const unavailable = expect.stringContaining("SideUnavailable: the worker's role may read only some");
    expect(await readings(user.side('companies'), hidden)).toEqual({
      look: 'unknown',
      key: unavailable,
      fields: unavailable,
      list: unavailable,
      ids: unavailable,
    });
    expect(await user.side('companies').write([create(id(), { name: 'x' })])).toMatchObject([
      { kind: 'not_sent' },
    ]);
  });

  it('is found out when the rule comes while the worker runs', async () => {
    const hidden = await madeItem();
    const user = await asUser(all);
    const side = user.side('companies');
    expect(await side.look([hidden, id()])).toMatchObject([{ kind: 'present' }, { kind: 'absent' }]);
    expect(await side.listIds()).toMatchObject({ complete: true });
    const rule = { query: { filter: { role: { _eq: user.role }, action: { _eq: 'read' } } } };
    await hub.admin.call('PATCH', '/permissions', {
      ...rule,
      data: { permissions: { name: { _eq: 'other' } } },
    });
    expect(await side.look([hidden])).toEqual([
      { kind: 'unknown', cause: expect.stringContaining('may read only some items') },
    ]);
    expect(await side.listIds()).toMatchObject({ complete: false });
  });
});

describe('a role that may read and write everything', () => {
  it('reads, writes and knows what is absent', async () => {
    const user = await asUser(all);
    expect(await user.problems()).toEqual([]);
    expect(await user.currentUser()).toMatchObject({
      isAdmin: false,
      role: expect.stringMatching(/^role \d+$/),
    });
    const [made, missing] = [await madeItem(), id()];
    const side = user.side('companies');
    const [look, absent] = await side.look([made, missing]);
    if (look?.kind !== 'present') throw new Error('expected to see the item');
    expect(absent).toEqual({ kind: 'absent' });
    const gone = { ...look.record, id: missing };
    // Directus refuses the whole array with 403 where it skips the id for administrators.
    expect(await side.write([update(gone, { terms: 1 }), update(look.record, { terms: 2 })])).toMatchObject([
      { kind: 'stale' },
      { kind: 'written' },
    ]);
  });
});

it.each([
  ['may not update items', all.slice(0, 2), 'role may not update items of companies'],
  [
    'may not read every field',
    [...all.slice(0, 1), { action: 'read', fields: ['id', 'name'] }, { action: 'update' }],
    'may not read email',
  ],
  [
    'may update only some items',
    [...all.slice(0, 2), { action: 'update', permissions: { name: { _eq: 'x' } } }],
    'may update only some items',
  ],
  ['has no permission at all', [{ action: 'share' }], 'companies does not exist, or may not be read'],
])('names what is wrong with a role that %s', async (_, granted, problem) => {
  const user = await asUser(granted);
  expect((await user.problems()).join('\n')).toContain(problem);
});

it('refuses a user who may not read its own permissions: nothing can be proven', async () => {
  const user = await asUser(all, false);
  expect((await user.problems()).join('\n')).toMatch(/cannot be proven|may not be read/);
  expect((await user.side('companies').look([id()]))[0]?.kind).toBe('unknown');
});

it('refuses a write that the role may not do, with the reason', async () => {
  const made = await madeItem();
  const user = await asUser(all.slice(0, 2));
  const [look] = await user.side('companies').look([made]);
  if (look?.kind !== 'present') throw new Error('expected to see the item');
  expect(await user.side('companies').write([update(look.record, { terms: 1 })])).toEqual([
    { kind: 'refused', reason: expect.stringContaining('FORBIDDEN') },
  ]);
});
