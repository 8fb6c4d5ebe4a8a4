import { expect, it } from 'vitest';
import { ApiError, NotFoundError, ValidationError } from './api-error.ts';

const context = { provider: 'example', method: 'GET', path: '/x', retryable: false };

it('knows its own kind, also from another copy of this package', async () => {
  expect(ApiError.isInstance(new NotFoundError('x', context))).toBe(true);
  const other: Error = Object.assign(new Error('x'), {
    [Symbol.for('@unified-sync/http-client.ApiError')]: true,
  });
  expect(ApiError.isInstance(other)).toBe(true);
  for (const stranger of [new Error('x'), { code: 'not_found' }, undefined])
    expect(ApiError.isInstance(stranger)).toBe(false);
});

it('keeps nothing of its context but what it names', () => {
  const answer = { ...context, headers: new Headers({ authorization: 'x' }), status: 404 };
  expect(Object.keys(new NotFoundError('x', answer))).not.toContain('headers');
});

it('says what is wrong with each field', () => {
  expect(new ValidationError('x', { ...context, fields: { number: ['taken'] } }).fields).toEqual({
    number: ['taken'],
  });
  expect(new ValidationError('x', context).fields).toEqual({});
});
