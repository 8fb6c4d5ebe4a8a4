import { expect, it } from 'vitest';
import { recordFetch } from './record-fetch.ts';

it('gives the answers in order and writes down what was asked', async () => {
  const { fetch, calls } = recordFetch(Response.json(1), Response.json(2));
  await fetch('https://a.test/x?y=1');
  const second = await fetch('https://a.test/z', { method: 'POST', body: '{"a":1}', headers: { b: 'c' } });
  expect(await second.json()).toBe(2);
  expect(calls.map(({ method, url, json }) => [method, url.href, json])).toEqual([
    ['GET', 'https://a.test/x?y=1', undefined],
    ['POST', 'https://a.test/z', { a: 1 }],
  ]);
  expect(calls[1]?.headers.get('b')).toBe('c');
});

it('lets one function answer every call', async () => {
  const { fetch } = recordFetch((request) => new Response(request.url));
  expect(await (await fetch('https://a.test/1')).text()).toBe('https://a.test/1');
  expect(await (await fetch('https://a.test/2')).text()).toBe('https://a.test/2');
});

it('rejects with an error of the list', async () => {
  await expect(recordFetch(new TypeError('fetch failed')).fetch('https://a.test/')).rejects.toThrow(
    'fetch failed',
  );
});

it('names a call too many', async () => {
  const { fetch } = recordFetch(Response.json(1));
  await fetch('https://a.test/1');
  await expect(fetch('https://a.test/2')).rejects.toThrow('call 2 is one too many: GET https://a.test/2');
});
