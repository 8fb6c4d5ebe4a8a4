import { ServerError, ValidationError } from '@unified-sync/http-client';
import { describe, expect, it } from 'vitest';
import { verdict } from './verdict.ts';

const call = { provider: 'directus', method: 'POST', path: '/items/people', retryable: false };
const data = (code: string, message = '') => ({ errors: [{ message, extensions: { code } }] });

describe('a write that was refused alone', () => {
  it('waits where it names an item that is yet to be made', () => {
    const error = new ValidationError('failed', { ...call, status: 400, data: data('INVALID_FOREIGN_KEY') });
    expect(verdict(error, 1)).toMatchObject({ kind: 'not_sent' });
  });

  it('is refused for good for what no time mends', () => {
    const error = new ValidationError('failed', { ...call, status: 400, data: data('VALUE_TOO_LONG') });
    expect(verdict(error, 1)).toMatchObject({ kind: 'refused' });
  });

  it('is sent once more where Directus failed, and then refused', () => {
    const error = new ServerError('failed', {
      ...call,
      status: 500,
      data: data('INTERNAL_SERVER_ERROR', 'type'),
    });
    expect(verdict(error, 0)).toBeUndefined();
    expect(verdict(error, 1)).toMatchObject({ kind: 'refused' });
  });
});
