import { AuthenticationError, ServerError } from '@unified-sync/http-client';
import { expect, it } from 'vitest';
import { HeldBack } from '../traffic/held-back.ts';
import { KnownTrouble, reasonOf } from './reason.ts';

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
  [new KnownTrouble('asks to wait'), 'asks to wait'],
  [new HeldBack('down: token abc', call), 'failed several times in a row and is asked again soon'],
  [new HeldBack('unread', call, new Error('connect 10.0.0.1')), 'cannot be asked without the database'],
])('says of %s: %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
