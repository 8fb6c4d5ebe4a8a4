import { expect, it } from 'vitest';
import { resolveSettings } from './client-settings.ts';

const required = { provider: 'example', baseUrl: 'https://a.test' };

it('fills in the defaults, also for options that are undefined', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JavaScript callers have no exactOptionalPropertyTypes
  const options = { ...required, timeout: undefined, maxRetries: undefined } as unknown as typeof required;
  expect(resolveSettings(options)).toMatchObject({
    timeout: 30_000,
    deadline: 120_000,
    maxRetries: 2,
    validate: 'strict',
  });
});

it.each([
  [{ timeout: 0 }, 'timeout: expected milliseconds from 1 to 2147483647, got 0'],
  [
    { timeout: Number.POSITIVE_INFINITY },
    'timeout: expected milliseconds from 1 to 2147483647, got Infinity',
  ],
  [{ deadline: Number.NaN }, 'deadline: expected milliseconds from 1 to 2147483647, got NaN'],
  [{ maxRetries: -1 }, 'maxRetries: expected a whole number from 0, got -1'],
  [{ maxRetries: 1.5 }, 'maxRetries: expected a whole number from 0, got 1.5'],
  [{ provider: '' }, 'provider: expected a short name'],
])('refuses %o', (options, message) => {
  expect(() => resolveSettings({ ...required, ...options })).toThrow(message);
});
