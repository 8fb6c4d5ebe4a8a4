import { recordFetch } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { exampleInvoice } from '../testing/example-invoice.ts';
import {
  answered,
  failedWith,
  filtered,
  modelInvoice,
  quotaExceeded,
  rateLimited,
  refused,
  type ScriptedAnswer,
  scriptedModel,
  serverError,
  truncated,
} from '../testing/index.ts';
import type { ModelInput } from './model-input.ts';
import type { VisionModelOptions } from './vision-model.ts';

const page = { mediaType: 'image/png' as const, bytes: Uint8Array.of(1, 2, 3) };
const input: ModelInput = { kind: 'images', pages: [page, { ...page, mediaType: 'image/jpeg' }] };
const read = answered(modelInvoice(exampleInvoice()));
const apis = ['responses', 'chat'] as const;

const setUp = (options: Partial<VisionModelOptions> = {}) => scriptedModel(options);

it.each(apis)(
  'sends all pages in one call of the %s API, with their true type and a strict schema',
  async (api) => {
    const { server, model } = setUp({ api });
    server.script(read);
    const { outcome, model: asked, servedModel } = await model.read(input);
    expect([outcome.kind, asked, servedModel]).toEqual(['read', 'gpt-5.5', 'gpt-5.5-2026-04-23']);
    expect(server.requests).toHaveLength(1);
    const sent = JSON.stringify(server.requests[0]?.body);
    expect(sent).toContain('data:image/png;base64,AQID');
    expect(sent).toContain('data:image/jpeg;base64,AQID');
    expect(sent).toContain('Page 2 of 2:');
    expect(sent).toContain('"strict":true');
    expect(sent).toContain('"detail":"high"');
    expect(server.requests[0]?.body['store']).toBe(false);
  },
);

it.each(apis)('sends a PDF as a file in the %s API, not as a picture', async (api) => {
  const { server, model } = setUp({ api });
  server.script(read);
  await model.read({ kind: 'pdf', bytes: Uint8Array.of(1, 2, 3) });
  const sent = JSON.stringify(server.requests[0]?.body);
  expect(sent).toContain('"file_data":"data:application/pdf;base64,AQID"');
  expect(sent).not.toMatch(/image_url|input_image/);
});

const endings: [string, ScriptedAnswer, object][] = [
  ['a refusal', refused('No.'), { kind: 'refused', refusal: 'No.' }],
  ['a filter', filtered(), { kind: 'content_filter' }],
  ['no JSON', answered('```json\n{}\n```'), { kind: 'invalid_answer', issues: ['The answer is no JSON.'] }],
  ['another shape', answered({ number: 17 }), { kind: 'invalid_answer' }],
  ['an empty quota', quotaExceeded(), { kind: 'quota_exceeded' }],
];
it.each(apis.flatMap((api) => endings.map((ending) => [api, ...ending] as const)))(
  'gives each ending its own outcome: %s API, %s',
  async (api, _what, answer, outcome) => {
    const { server, model } = setUp({ api });
    server.script(answer);
    expect((await model.read(input)).outcome).toMatchObject(outcome);
  },
);

it('tells a cut answer from a failed one, and keeps what it cost', async () => {
  const { server, model } = setUp();
  server.script(truncated(), failedWith('invalid_image_format', 'Not a picture.'));
  expect(await model.read(input)).toMatchObject({
    outcome: { kind: 'truncated', reason: 'max_output_tokens' },
    costUsd: '0.0372',
    responseId: 'resp_1',
  });
  expect(await model.read(input)).toMatchObject({
    outcome: { kind: 'failed', code: 'invalid_image_format', message: 'Not a picture.' },
    usage: null,
    costUsd: null,
  });
});

it('tells a cut answer in the chat API', async () => {
  const { server, model } = setUp({ api: 'chat' });
  server.script(truncated());
  expect((await model.read(input)).outcome).toEqual({ kind: 'truncated', reason: 'length' });
});

it('asks again after a rate limit and a server error, and not more often than it may', async () => {
  const { server, model } = setUp({ maxRetries: 2 });
  server.script(rateLimited(), serverError(503), read);
  expect((await model.read(input)).outcome.kind).toBe('read');
  server.script(serverError(), serverError(), serverError(), read);
  await expect(model.read(input)).rejects.toMatchObject({ code: 'server', retryable: true });
  expect(server.requests).toHaveLength(6);
});

it('does not ask again when the quota is used up', async () => {
  const { server, model } = setUp();
  server.script(quotaExceeded(), read);
  await model.read(input);
  expect(server.requests).toHaveLength(1);
});

it('says what a wrong key is, without showing it', async () => {
  const { model } = setUp({ apiKey: 'sk-wrong-key-123456' });
  const error: unknown = await model.read(input).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'authentication', status: 401, provider: 'openai' });
  expect(JSON.stringify(error) + String(error)).not.toContain('sk-wrong-key-123456');
});

it('gives up an attempt after its own timeout, not after ten minutes', async () => {
  const fetch: typeof globalThis.fetch = async (_input, init) =>
    await new Promise((_resolve, reject) => {
      const signal = init?.signal ?? (_input instanceof Request ? _input.signal : undefined);
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  const { model } = setUp({ fetch, timeout: 20, maxRetries: 0 });
  await expect(model.read(input)).rejects.toMatchObject({ code: 'timeout' });
});

it('ends with the reason of an aborted signal', async () => {
  const { server, model } = setUp();
  server.script(read);
  const signal = AbortSignal.abort(new Error('The user left.'));
  await expect(model.read(input, { signal })).rejects.toThrow('The user left.');
  expect(server.requests).toHaveLength(0);
});

it('knows no cost where it knows no price: unknown is not zero', async () => {
  const { server, model } = setUp({ model: 'some-other-model' });
  server.script(read);
  expect(await model.read(input)).toMatchObject({ usage: { inputTokens: 2400 }, costUsd: null });
});

it('takes the prices of the caller', async () => {
  const { server, model } = setUp({ prices: { 'gpt-5.5': { input: '1', cachedInput: '0', output: '10' } } });
  server.script(read);
  expect((await model.read(input)).costUsd).toBe('0.011');
});

it('knows an answer that is of no known API', async () => {
  const { fetch } = recordFetch(Response.json({ hello: 'world' }));
  const { model } = setUp({ fetch, validate: 'warn' });
  expect((await model.read(input)).outcome.kind).toBe('invalid_answer');
});

it.each([{ apiKey: '' }, { apiKey: 'two words' }, { model: '' }])(
  'refuses a wrong option at once: %j',
  (option) => {
    expect(() => setUp(option)).toThrow(TypeError);
  },
);
