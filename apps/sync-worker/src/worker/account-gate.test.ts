import type { Side } from '@unified-sync/sync-engine';
import { describe, expect, it } from 'vitest';
import type { Connector } from '../connectors/connector.ts';
import { silentLog } from '../log.ts';
import { AccountMismatchError, createAccountGate } from './account-gate.ts';

const connection = 'ninja-acme';
const unused = async (): Promise<never> => await Promise.reject(new Error('nobody asks for it'));

function setUp(...accounts: Array<string | Error>) {
  const known = new Map<string, string>();
  const reached: string[] = [];
  const side: Side = {
    look: async (ids) => {
      reached.push('look');
      return ids.map(() => ({ kind: 'absent' }));
    },
    write: async (requests) => {
      reached.push('write');
      return requests.map(() => ({ kind: 'stale' }));
    },
    findByKey: unused,
    findByFields: unused,
    list: unused,
    listIds: async () => ({ ids: [], complete: true }),
  };
  const connector: Connector = {
    connection,
    provider: 'test',
    streams: {},
    mappings: [],
    longestRequest: 0,
    count: unused,
    webhooks: null,
    parseHint: unused,
    async fingerprint() {
      const account = accounts.length > 1 ? accounts.shift() : accounts[0];
      if (account instanceof Error) throw account;
      return account ?? '';
    },
  };
  const start = () => {
    const gate = createAccountGate({
      connectors: [connector],
      log: silentLog,
      store: {
        async rememberAccount(name, fingerprint) {
          if (!known.has(name)) known.set(name, fingerprint);
          return known.get(name) ?? '';
        },
      },
    });
    return { verify: gate.verify, side: gate.guard(connection, side) };
  };
  return { start, reached };
}

describe('the account of a connection', () => {
  it('is remembered at first contact, and is the same at the next start', async () => {
    const { start } = setUp('a');
    await start().verify();
    await expect(start().verify()).resolves.toBeUndefined();
  });

  it('that is another one at a later start refuses to start', async () => {
    const { start } = setUp('a', 'b');
    await start().verify();
    await expect(start().verify()).rejects.toThrow(AccountMismatchError);
  });

  it('that is another one is neither looked at nor written to, and nothing in it is absent', async () => {
    const { start, reached } = setUp('a', 'b');
    await start().verify();
    const { side } = start();
    expect(await side.look(['1'])).toEqual([
      { kind: 'unknown', cause: expect.stringContaining('another account') },
    ]);
    expect(await side.write([removal])).toMatchObject([{ kind: 'not_sent' }]);
    await expect(side.listIds()).rejects.toThrow(/another account/);
    expect(reached).toEqual([]);
  });

  it('that cannot be asked for does not keep the worker from starting, and is asked for before it is used', async () => {
    const { start, reached } = setUp(new Error('down'), new Error('down'), 'a');
    const { verify, side } = start();
    await expect(verify()).resolves.toBeUndefined();
    expect(await side.look(['1'])).toEqual([{ kind: 'unknown', cause: 'down' }]);
    expect(await side.look(['1'])).toEqual([{ kind: 'absent' }]);
    expect(reached).toEqual(['look']);
  });
});

const removal = {
  kind: 'remove',
  notAfter: 0,
  part: '',
  record: { id: '1', version: '1', createdAt: null, live: true, parts: {} },
} as const;
