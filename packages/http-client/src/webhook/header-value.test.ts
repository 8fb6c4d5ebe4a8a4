import { expect, it } from 'vitest';
import { headerValue } from './header-value.ts';

it.each([
  ['the headers of fetch', new Headers({ 'X-Signature': 'abc' })],
  ['an object with names in lower case', { 'x-signature': 'abc' }],
  ['an object with names in any case', { 'X-SIGNATURE': 'abc' }],
  ['an object with lists', { other: ['x'], 'x-signature': ['abc'] }],
])('reads %s', (_what, headers) => {
  expect(headerValue(headers, 'X-Signature')).toBe('abc');
});

it('joins several as the headers of fetch do', () => {
  const headers = new Headers([
    ['x-signature', 'a'],
    ['x-signature', 'b'],
  ]);
  expect(headerValue(headers, 'X-Signature')).toBe('a, b');
  expect(headerValue({ 'x-signature': ['a', 'b'] }, 'X-Signature')).toBe('a, b');
});

it.each([
  ['the headers of fetch', new Headers()],
  ['an object', { 'x-signature': undefined, 'x-signature-2': 'abc' }],
])('knows what is missing in %s', (_what, headers) => {
  expect(headerValue(headers, 'X-Signature')).toBeUndefined();
});
