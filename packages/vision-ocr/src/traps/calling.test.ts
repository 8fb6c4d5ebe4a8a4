import { readFile } from 'node:fs/promises';
import { ApiError } from '@unified-sync/http-client';
import { expect, it } from 'vitest';
import { extractInvoice } from '../extraction/extract-invoice.ts';
import { modelInvoiceSchema, schemaVersion } from '../model/model-invoice.ts';
import { exampleInvoice } from '../testing/example-invoice.ts';
import { answered, filtered, modelInvoice, quotaExceeded, refused, truncated } from '../testing/index.ts';
import { scriptedModel } from '../testing/scripted-model.ts';
import { strictSchemaIssues } from '../testing/strict-schema.ts';

const read = answered(modelInvoice(exampleInvoice()));
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const images = (count: number) => ({
  kind: 'images' as const,
  pages: Array.from({ length: count }, () => ({ mediaType: 'image/png' as const, bytes: png })),
});

it('trap 1: JSON is asked for by a strict schema, and fences are not parsed around', async () => {
  const { server, model } = scriptedModel({}, answered('```json\n{"number":"17"}\n```'));
  const { outcome } = await model.read(images(1));
  expect(outcome.kind).toBe('invalid_answer');
  expect(server.requests[0]?.body['text']).toMatchObject({ format: { type: 'json_schema', strict: true } });
});

it('trap 2: the schema has nothing that strict mode refuses', async () => {
  const { server, model } = scriptedModel({}, read);
  await model.read(images(1));
  const text = server.requests[0]?.body['text'];
  expect(JSON.stringify(text)).toContain('"additionalProperties":false');
  expect(strictSchemaIssues(text)).toEqual([]);
});

it('trap 3: refusal, cut-off and filter do not look alike, and keep their id and tokens', async () => {
  const { model } = scriptedModel({}, refused(), truncated(), filtered());
  const answers = [await model.read(images(1)), await model.read(images(1)), await model.read(images(1))];
  expect(answers.map(({ outcome }) => outcome.kind)).toEqual(['refused', 'truncated', 'content_filter']);
  expect(answers.map(({ responseId }) => responseId)).toEqual(['resp_1', 'resp_2', 'resp_3']);
  expect(answers.every(({ usage }) => usage !== null)).toBe(true);
});

it('trap 5: a picture is sent as what its bytes are, and a PDF as a file', async () => {
  const { server, model } = scriptedModel({}, read, read);
  await extractInvoice(new File([png], 'photo.jpg', { type: 'image/jpeg' }), { model });
  await extractInvoice(new TextEncoder().encode('%PDF-1.7'), { model });
  const [picture, pdf] = server.requests.map(({ body }) => JSON.stringify(body));
  expect(picture).toContain('data:image/png;base64,');
  expect(pdf).toContain('"type":"input_file"');
  expect(pdf).not.toContain('input_image');
});

it('trap 5: HEIC and TIFF are never sent as they are', async () => {
  const { server, model } = scriptedModel();
  const tiff = new TextEncoder().encode('II*\0');
  await expect(extractInvoice(tiff, { model })).rejects.toMatchObject({ code: 'unsupported_type' });
  expect(server.requests).toHaveLength(0);
});

it('trap 6: every page is sent, in one call, and not shrunk to a thumbnail', async () => {
  const { server, model } = scriptedModel({}, read);
  await model.read(images(4));
  const sent = JSON.stringify(server.requests[0]?.body);
  expect(sent.match(/"type":"input_image","detail":"high"/g)).toHaveLength(4);
  expect(server.requests).toHaveLength(1);
});

it('trap 8: the model is not asked how sure it is', () => {
  expect(JSON.stringify(modelInvoiceSchema.toJSONSchema())).not.toMatch(/confiden|probab|certain/i);
});

it('trap 11: an empty quota is not asked again', async () => {
  const { server, model } = scriptedModel({}, quotaExceeded(), read);
  expect((await model.read(images(1))).outcome.kind).toBe('quota_exceeded');
  expect(server.requests).toHaveLength(1);
});

it('trap 11: nobody waits for ten minutes: a call ends at its deadline, retries included', async () => {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { signal } = new Request(input, init);
    return await new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason)),
    );
  };
  const { model } = scriptedModel({ fetch, timeout: 30, deadline: 80 });
  await expect(model.read(images(1))).rejects.toMatchObject({ code: 'timeout' });
});

it('trap 12: neither the key nor the document shows in an error, and nothing is stored', async () => {
  const base64 = Buffer.from(png).toString('base64');
  const { model } = scriptedModel({
    fetch: () =>
      Promise.resolve(
        Response.json({ error: { message: 'Bad image', code: 'x', param: null } }, { status: 400 }),
      ),
  });
  const error: unknown = await model.read(images(1)).catch((thrown: unknown) => thrown);
  expect(ApiError.isInstance(error) && error.code).toBe('validation');
  const shown = `${String(error)} ${JSON.stringify(error)}`;
  expect(shown).not.toContain(base64);
  expect(shown).not.toContain('sk-test');

  const { server, model: other } = scriptedModel({}, read);
  await other.read(images(1));
  expect(server.requests[0]?.body['store']).toBe(false);
});

it('trap 13: the model is configured, and model and schema version stand on every result', async () => {
  const { model } = scriptedModel({ model: 'gpt-5.4-mini' }, read);
  const { usage } = await extractInvoice(png, { model });
  expect(usage.calls).toMatchObject([
    { model: 'gpt-5.4-mini', servedModel: 'gpt-5.4-mini-2026-04-23', schemaVersion, responseId: 'resp_1' },
  ]);
});

it('trap 14: the package says which Node it needs, so that npm does not pick another openai', async () => {
  const manifest: unknown = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  expect(manifest).toMatchObject({ engines: { node: '>=22.18' }, dependencies: { openai: 'catalog:' } });
});
