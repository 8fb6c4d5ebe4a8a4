import { expect, it } from 'vitest';
import { requestUrl } from './request-url.ts';

const base = 'https://a.test/api/v1';

it.each(['/things', 'things', '//things'])('puts %o below the base URL', (path) => {
  expect(requestUrl(base, path, undefined)).toBe('https://a.test/api/v1/things');
});

it('leaves out what is undefined, and keeps what is empty, false or zero', () => {
  expect(requestUrl(base, '/x', { a: undefined, b: '', c: false, d: 0 })).toBe(`${base}/x?b=&c=false&d=0`);
  expect(requestUrl(base, '/x', { a: undefined })).toBe(`${base}/x`);
});

it('repeats a parameter for each value of a list, and leaves an empty list out', () => {
  expect(requestUrl(base, '/x', { state: ['a', 'b'], none: [] })).toBe(`${base}/x?state=a&state=b`);
});

it.each([
  '/../admin',
  '/a/..',
  '/a/%2e%2E/b',
  '/./a',
  '/a\\..\\b',
  '/.\t./a',
  '/a?b=c',
  '/a#b',
  '/a b',
  '/a\n',
])('refuses the path %o, which could reach another place', (path) => {
  expect(() => requestUrl(base, path, undefined)).toThrow('path: expected segments such as "/clients/abc"');
});

it.each(['/a..b', '/...', '/.well-known', '/a.pdf', '/Sales%20Invoice/X'])('takes the path %o', (path) => {
  expect(new URL(requestUrl(base, path, undefined)).pathname).toBe(`/api/v1${path}`);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %o as a query value', (page) => {
  expect(() => requestUrl(base, '/x', { page })).toThrow(`query.page: expected a finite number, got ${page}`);
});
