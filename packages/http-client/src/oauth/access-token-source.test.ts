import { expect, it, vi } from 'vitest';
import { NetworkError, ValidationError } from '../api-error.ts';
import { accessTokenSource } from './access-token-source.ts';
import { inMemoryTokenStore } from './in-memory-token-store.ts';
import type { TokenSet } from './token-set.ts';

const minute = 60_000;
const tokens = (accessToken: string, obtainedAt = 0, life = 40 * minute): TokenSet => ({
  accessToken,
  obtainedAt,
  expiresAt: obtainedAt + life,
});
const context = { provider: 'example', method: 'POST', path: '/token' };

function refreshing() {
  let count = 0;
  return vi.fn(async (_current?: TokenSet) => tokens(`token-${(count += 1)}`));
}

it('refreshes once for calls that arrive together', async () => {
  const refresh = refreshing();
  const token = accessTokenSource({ store: inMemoryTokenStore(), refresh, now: () => 0 });
  expect(await Promise.all([token(), token(), token()])).toEqual(['token-1', 'token-1', 'token-1']);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('refreshes once for two sources that share a store', async () => {
  const refresh = refreshing();
  const store = inMemoryTokenStore();
  const sources = [1, 2].map(() => accessTokenSource({ store, refresh, now: () => 0 }));
  expect(await Promise.all(sources.map((token) => token()))).toEqual(['token-1', 'token-1']);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('refreshes ahead of expiry, and not before', async () => {
  let time = 0;
  const refresh = refreshing();
  const token = accessTokenSource({ store: inMemoryTokenStore(), refresh, now: () => time });
  expect(await token()).toBe('token-1');
  time = 39 * minute - 1;
  expect(await token()).toBe('token-1');
  time = 39 * minute;
  expect(await token()).toBe('token-2');
});

it('uses a token that lives shorter than the margin for half of its life', async () => {
  let time = 0;
  const refresh = vi.fn(async () => tokens(`at-${time}`, time, 10_000));
  const token = accessTokenSource({ store: inMemoryTokenStore(), refresh, now: () => time });
  await token();
  time = 4_999;
  expect(await token()).toBe('at-0');
  time = 5_000;
  expect(await token()).toBe('at-5000');
});

it('refreshes once for many whose token was refused together', async () => {
  const refresh = refreshing();
  const token = accessTokenSource({ store: inMemoryTokenStore(), refresh, now: () => 0 });
  const old = await token();
  expect(await Promise.all([token(old), token(old)])).toEqual(['token-2', 'token-2']);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it('does not refresh when somebody else already replaced the refused token', async () => {
  const refresh = refreshing();
  const store = inMemoryTokenStore(tokens('old'));
  const token = accessTokenSource({ store, refresh, now: () => 0 });
  await store.replace(async () => tokens('by somebody else'));
  expect(await token('old')).toBe('by somebody else');
  expect(refresh).not.toHaveBeenCalled();
});

it('keeps the refresh token where the reply carries none, and takes a new one', async () => {
  const store = inMemoryTokenStore({ ...tokens('old'), refreshToken: 'first' });
  const replies = [tokens('second'), { ...tokens('third'), refreshToken: 'rotated' }];
  const refresh = vi.fn(async (_current?: TokenSet) => replies.shift() ?? tokens('none'));
  const token = accessTokenSource({ store, refresh, now: () => 0 });
  await token('old');
  expect((await store.load())?.refreshToken).toBe('first');
  await token('second');
  expect((await store.load())?.refreshToken).toBe('rotated');
  expect(refresh.mock.calls.map(([current]) => current?.refreshToken)).toEqual(['first', 'first']);
});

it('tries again for the next caller after a failed refresh', async () => {
  const refresh = refreshing().mockRejectedValueOnce(new Error('down'));
  const token = accessTokenSource({ store: inMemoryTokenStore(), refresh, now: () => 0 });
  await expect(token()).rejects.toThrow('down');
  await expect(token()).resolves.toBe('token-1');
});

it('asks once for all that wait when a refresh fails', async () => {
  const refresh = vi.fn(async () => await Promise.reject(new Error('down')));
  const token = accessTokenSource({ store: inMemoryTokenStore(), refresh, now: () => 0 });
  await Promise.allSettled([token(), token(), token()]);
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('goes on with a token that still works when the refresh ahead fails for a passing reason', async () => {
  const time = 39.5 * minute;
  const passing = new NetworkError('reset', { ...context, retryable: true });
  const refresh = vi.fn(async () => await Promise.reject(passing));
  const token = accessTokenSource({ store: inMemoryTokenStore(tokens('old')), refresh, now: () => time });
  await expect(token()).resolves.toBe('old');
  await expect(token('old')).rejects.toBe(passing);
});

it('does not hide a refusal, although the old token still works', async () => {
  const refused = new ValidationError('no', { ...context, retryable: false });
  const refresh = vi.fn(async () => await Promise.reject(refused));
  const store = inMemoryTokenStore(tokens('old'));
  const token = accessTokenSource({ store, refresh, now: () => 39.5 * minute });
  await expect(token()).rejects.toBe(refused);
});
