import { describe, expect, it } from 'vitest';
import { ServerError } from '@unified-sync/http-client';
import { failureText, isTransient } from './directus-error.ts';

const call = { provider: 'directus', method: 'POST', path: '/items/x', retryable: true };

const failed = (message: string, code = 'INTERNAL_SERVER_ERROR'): ServerError =>
  new ServerError('directus: POST /items/x failed with 500', {
    ...call,
    status: 500,
    data: { errors: [{ message, extensions: { code } }] },
  });

describe('failureText', () => {
  it('says what Directus says, without the SQL', () => {
    const error = failed(
      'insert into "x" ("id", "terms") values ($1, $2) - invalid input syntax for type integer: "soon"',
    );
    expect(failureText(error)).toBe(
      'directus: POST /items/x failed with 500: INTERNAL_SERVER_ERROR: invalid input syntax for type integer: "soon"',
    );
  });

  it('is the plain failure where something else answered', () => {
    const error = new ServerError('failed with 502', { ...call, status: 502, data: '<h1>' });
    expect(failureText(error)).toBe('failed with 502');
  });
});

describe('an error 500', () => {
  it.each([
    'update "x" set "a" = $1 - deadlock detected',
    'insert into "x" ("a") values ($1) - could not serialize access due to concurrent update',
    'Knex: Timeout acquiring a connection. The pool is probably full.',
    'terminating connection due to administrator command',
    'connect ECONNREFUSED 127.0.0.1:5432',
    'the database system is starting up',
    'sorry, too many clients already',
    'cannot execute INSERT in a read-only transaction',
  ])('passes by itself: %s', (message) => {
    expect(isTransient(failed(message))).toBe(true);
  });

  it.each([
    'insert into "x" ("timeout") values ($1) - invalid input syntax for type integer: "soon"',
    'insert into "x" ("a") values ($1) - invalid input syntax for type integer: "connection timeout"',
    'An unexpected error occurred.',
  ])('stays: %s', (message) => {
    expect(isTransient(failed(message))).toBe(false);
  });

  it('passes by itself where Directus names a service that is down', () => {
    expect(isTransient(failed('Service "files" is unavailable.', 'SERVICE_UNAVAILABLE'))).toBe(true);
  });
});
