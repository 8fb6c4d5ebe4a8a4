import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { type ApiError, ResponseShapeError } from '../api-error.ts';
import { exampleClient, rejection, thingSchema } from '../testing/example-client.ts';

const invoices = z.object({ data: z.array(z.object({ id: z.string(), amount: z.number() })) });
const wrong = {
  data: [
    { id: 'a', amount: 1 },
    { id: 'b', amount: '1234.50' },
  ],
};

it('says where an answer differs from its schema, and not what stands there', async () => {
  const headers = { 'x-request-id': 'r1' };
  const { http } = exampleClient([Response.json(wrong, { headers })]);
  const error = await rejection(http.request('GET', '/invoices', { schema: invoices }));
  expect(error).toBeInstanceOf(ResponseShapeError);
  expect(error).toMatchObject({
    message:
      'example: GET /invoices answered with another shape than expected: data[1].amount: expected number, received string',
    issues: ['data[1].amount: expected number, received string'],
    status: 200,
    requestId: 'r1',
    retryable: false,
  });
  expect(JSON.stringify(error)).not.toContain('1234.50');
});

describe("validate: 'warn'", () => {
  it('hands out the answer as it came, and tells about it', async () => {
    const warnings: ApiError[] = [];
    const { http } = exampleClient([Response.json(wrong)], {
      validate: 'warn',
      onShapeWarning: (error) => warnings.push(error),
    });
    expect(await http.request('GET', '/invoices', { schema: invoices })).toEqual(wrong);
    expect(warnings).toMatchObject([{ issues: ['data[1].amount: expected number, received string'] }]);
  });

  it('still reads what fits, and then warns of nothing', async () => {
    const warnings: ApiError[] = [];
    const { http } = exampleClient([Response.json({ id: 1, more: 2 })], {
      validate: 'warn',
      onShapeWarning: (error) => warnings.push(error),
    });
    expect(await http.request('GET', '/things/1', { schema: thingSchema })).toEqual({ id: 1 });
    expect(warnings).toEqual([]);
  });

  it('throws for an answer that is no JSON: there is nothing to hand out', async () => {
    const { http } = exampleClient([new Response('<html>')], { validate: 'warn' });
    expect(await rejection(http.request('GET', '/things', { schema: thingSchema }))).toMatchObject({
      code: 'response_shape',
    });
  });
});

it('shows a short excerpt of an answer that is no JSON, without secrets', async () => {
  const page = `<html>\n  <p>signed in as hunter2</p> ${'x'.repeat(500)}`;
  const { http } = exampleClient([new Response(page)], { secrets: ['hunter2'] });
  const error = await rejection(http.request('GET', '/things', { schema: thingSchema }));
  expect(error).toMatchObject({ name: 'ResponseShapeError', issues: ['(root): expected JSON'], status: 200 });
  const { message } = z.object({ message: z.string() }).parse(error);
  expect(message).toMatch(
    /^example: GET \/things answered with no JSON: <html> <p>signed in as \[redacted\]<\/p> x+$/,
  );
  expect(message.length).toBeLessThan(200);
});

it('reports an empty answer where one was promised', async () => {
  const { http } = exampleClient([new Response('')]);
  expect(await rejection(http.request('GET', '/things', { schema: thingSchema }))).toMatchObject({
    issues: ['(root): expected object, received undefined'],
  });
});

it('gives the type of the schema', async () => {
  const { http } = exampleClient([Response.json({ id: 1 })]);
  expectTypeOf(await http.request('GET', '/things/1', { schema: thingSchema })).toEqualTypeOf<{
    id: number;
  }>();
});
