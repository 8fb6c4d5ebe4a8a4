import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpClient } from './http-client.ts';
import { exampleClient, thingSchema } from './testing/example-client.ts';

describe('request', () => {
  it('gives the answer as its schema reads it', async () => {
    const { http, calls } = exampleClient([Response.json({ id: 7, extra: true })]);
    expect(await http.request('GET', '/things/7', { schema: thingSchema })).toEqual({ id: 7 });
    expect(calls.map(({ method, url }) => `${method} ${url.href}`)).toEqual([
      'GET https://api.example.test/v1/things/7',
    ]);
  });

  it('sends JSON, its query and its headers', async () => {
    const { http, calls } = exampleClient([Response.json({ id: 1 })]);
    await http.request('POST', '/things', {
      schema: thingSchema,
      query: { page: 2, deleted: false, name: 'a b&c', status: undefined },
      json: { amount: '1.00' },
      headers: { 'X-Trace': 't1' },
    });
    const [call] = calls;
    expect(call?.url.search).toBe('?page=2&deleted=false&name=a+b%26c');
    expect(call?.json).toEqual({ amount: '1.00' });
    expect(Object.fromEntries(call?.headers ?? [])).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-trace': 't1',
    });
  });

  it('sends a form as it is', async () => {
    const { http, calls } = exampleClient([Response.json({ id: 1 })]);
    const body = new URLSearchParams({ grant_type: 'refresh_token' });
    await http.request('POST', '/token', { schema: thingSchema, body });
    expect(calls[0]?.text).toBe('grant_type=refresh_token');
    expect(calls[0]?.headers.get('content-type')).toContain('application/x-www-form-urlencoded');
  });

  it('sends a file with the boundary of its form', async () => {
    const { http, calls } = exampleClient([Response.json({ id: 1 })]);
    const body = new FormData();
    body.append('file', new Blob(['%PDF']), 'a.pdf');
    await http.request('POST', '/files', { schema: thingSchema, body });
    expect(calls[0]?.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect(calls[0]?.text).toContain('%PDF');
  });

  it('passes an empty answer to the schema as undefined', async () => {
    const { http } = exampleClient([new Response(null, { status: 204 })]);
    expect(await http.request('DELETE', '/things/7', { schema: z.undefined() })).toBeUndefined();
  });

  it('uses the global fetch of the moment of the call', async () => {
    const http = createHttpClient({ provider: 'example', baseUrl: 'https://api.example.test' });
    const before = globalThis.fetch;
    globalThis.fetch = async () => Response.json({ id: 9 });
    try {
      expect(await http.request('GET', '/things/9', { schema: thingSchema })).toEqual({ id: 9 });
    } finally {
      globalThis.fetch = before;
    }
  });
});

describe('raw', () => {
  it('gives the bytes of a file untouched', async () => {
    const bytes = new Uint8Array([0, 255, 10, 13, 128]);
    const { http, calls } = exampleClient([new Response(bytes)]);
    const response = await http.raw('GET', '/files/1');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(calls[0]?.headers.get('accept')).toBe('*/*');
  });

  it('gives an empty answer', async () => {
    const { http } = exampleClient([new Response(null, { status: 204 })]);
    expect((await http.raw('DELETE', '/things/1')).status).toBe(204);
  });

  it('throws for an error answer as request does', async () => {
    const { http } = exampleClient([new Response('gone', { status: 404 })]);
    await expect(http.raw('GET', '/files/1')).rejects.toMatchObject({ code: 'not_found', data: 'gone' });
  });
});

it('does not follow a redirect, which would take the credentials along', async () => {
  const asked: unknown[] = [];
  const { http } = exampleClient([
    (request) => {
      asked.push(request.redirect);
      return new Response(null, { status: 301, headers: { location: 'https://other.test/x?token=abc' } });
    },
  ]);
  await expect(http.raw('GET', '/things')).rejects.toThrow(
    'example: GET /things failed with 301: a redirect to https://other.test, which is not followed: it would take the credentials along. Check baseUrl',
  );
  expect(asked).toEqual(['manual']);
});
