import { AuthenticationError, ServerError } from '@unified-sync/http-client';
import { expect, it } from 'vitest';
import { reasonOf } from './reason.ts';

const call = { provider: 'x', method: 'GET', path: '/secret', retryable: false };

it.each([
  [new AuthenticationError('token abc is wrong', { ...call, status: 401 }), 'refuses the credentials (401)'],
  [new ServerError('oops', { ...call, status: 503 }), 'answers with an error (503)'],
  [
    Object.assign(new Error('connect 10.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    'cannot be reached (ECONNREFUSED)',
  ],
  [new Error('outer', { cause: { code: '28P01' } }), 'refuses the credentials (28P01)'],
  [Object.assign(new Error('x'), { code: 'EWEIRD' }), 'fails (EWEIRD)'],
  [Object.assign(new Error('x'), { code: 'my password' }), 'does not answer'],
  ['text', 'does not answer'],
])('says of %s: %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
