import { expect, it } from 'vitest';
import { parseBaseUrl } from './base-url.ts';

it.each([
  'https://a.test/api/v1',
  'https://a.test/api/v1/',
  'https://a.test/api/v1///',
  ' https://A.test/api/v1 ',
])('takes %o, with or without slashes at its end', (baseUrl) => {
  expect(parseBaseUrl(baseUrl)).toBe('https://a.test/api/v1');
});

it('takes a host alone', () => {
  expect(parseBaseUrl('http://localhost:8080')).toBe('http://localhost:8080');
});

it.each([
  [undefined, 'undefined', 'Pass the root of the API.'],
  ['', 'an empty string', 'Pass the root of the API.'],
  [
    'invoicing.co/api',
    'a string of 16 characters that does not begin with http',
    'Put https:// and the host',
  ],
  ['ftp://a.test', 'a string of 12 characters that does not begin with http', 'Put https:// and the host'],
  ['https://', 'a string of 8 characters', 'Put https:// and the host'],
  ['https://user:hunter2@a.test', 'a user name or password', 'Take them out'],
  ['https://a.test/api?key=hunter2', 'a query string or fragment', 'End it before'],
  ['https://a.test/api#hunter2', 'a query string or fragment', 'End it before'],
])('refuses %o: names the field, the shape and the fix, and not the value', (baseUrl, shape, fix) => {
  expect(() => parseBaseUrl(baseUrl)).toThrow(TypeError);
  expect(() => parseBaseUrl(baseUrl)).toThrow(/^baseUrl: expected an absolute URL/);
  expect(() => parseBaseUrl(baseUrl)).toThrow(shape);
  expect(() => parseBaseUrl(baseUrl)).toThrow(fix);
  expect(() => parseBaseUrl(baseUrl)).not.toThrow('hunter2');
});
