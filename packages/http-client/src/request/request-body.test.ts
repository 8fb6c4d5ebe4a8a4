import { expect, it } from 'vitest';
import { requestBody } from './request-body.ts';
import { requestHeaders } from './request-headers.ts';

it('writes JSON', () => {
  expect(requestBody({ json: { a: [1, null, 'x'] } })).toBe('{"a":[1,null,"x"]}');
  expect(requestBody({ json: null })).toBe('null');
});

it.each([Number.NaN, Number.NEGATIVE_INFINITY])('refuses %o, which JSON would send as null', (amount) => {
  expect(() => requestBody({ json: { lines: [{ amount }] } })).toThrow(
    `json: expected a finite number in amount, got ${amount}`,
  );
});

it('refuses two bodies', () => {
  expect(() => requestBody({ json: {}, body: 'x' })).toThrow('json and body: expected one of them, got both');
});

it('names a header that HTTP refuses, without its value', () => {
  const headers = { 'X-API-TOKEN': 'hunter2\nx' };
  expect(() => requestHeaders({ headers }, '*/*')).toThrow(
    'headers.X-API-TOKEN: expected a name and a value',
  );
  expect(() => requestHeaders({ headers }, '*/*')).not.toThrow('hunter2');
});

it('lets the caller choose what it accepts and sends', () => {
  const headers = { Accept: 'application/pdf', 'content-type': 'application/merge-patch+json' };
  expect(Object.fromEntries(requestHeaders({ json: {}, headers }, '*/*'))).toEqual({
    accept: 'application/pdf',
    'content-type': 'application/merge-patch+json',
  });
});
