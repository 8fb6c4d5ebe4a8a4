import { expect, it } from 'vitest';
import type { DocumentContents, DocumentReader } from '../document/document.ts';
import { createVisionModel } from '../model/vision-model.ts';
import { exampleInvoice } from '../testing/example-invoice.ts';
import {
  answered,
  handlerFetch,
  modelInvoice,
  quotaExceeded,
  refused,
  scriptedModel,
} from '../testing/index.ts';
import { createMemoryCache } from './cache.ts';
import { extractInvoice } from './extract-invoice.ts';

const now = (): number => Date.parse('2026-06-01');
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const invoice = exampleInvoice();

function setUp(page: Partial<DocumentContents['pages'][number]> = {}) {
  const { server, model } = scriptedModel();
  const { baseURL, apiKey } = server;
  const other = createVisionModel({ apiKey, baseURL, model: 'gpt-5.4', fetch: handlerFetch(server) });
  const image = { mediaType: 'image/png' as const, bytes: png };
  const reader: DocumentReader = {
    read: () =>
      Promise.resolve({
        mediaType: 'image/png',
        pages: [{ number: 1, text: null, hiddenText: null, qrCodes: [], image, ...page }],
        attachments: [],
      }),
  };
  return { server, model, other, reader };
}

const pageText = Object.values({ ...invoice, ...invoice.supplier, ...invoice.payment })
  .filter((value) => typeof value === 'string')
  .concat(invoice.lines.flatMap((line) => Object.values(line).filter((value) => value !== null)))
  .concat(invoice.taxes.flatMap((row) => Object.values(row).filter((value) => value !== null)))
  .join('\n');

const qrCode = [
  'SPC,0200,1,CH4431999123000889012,S,Muster Werkzeuge AG,,,8000,Zürich,CH',
  ',,,,,,,1182.50,CHF,,,,,,,',
  'QRR,210000000003139471430009017,,EPD,//S1/10/RE-2026-17/11/260512/30/109322551/40/0:30',
]
  .join(',')
  .replaceAll(',', '\n');

const failing = (checks: readonly { check: string; verdict: string }[]): string[] =>
  checks.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check);

it('verifies what a model read when the text of the document confirms it', async () => {
  const { server, model, reader } = setUp({ text: pageText });
  server.script(answered(modelInvoice(invoice)));
  const result = await extractInvoice(png, { model, reader, now });
  expect(failing(result.checks)).toEqual([]);
  expect(result).toMatchObject({ status: 'verified', source: 'model', invoice });
  expect(result.evidence.find(({ field }) => field === 'gross')).toEqual({
    field: 'gross',
    value: '1182.52',
    source: 'model',
    page: 1,
    rawText: '1182.52',
    agrees: true,
    found: true,
  });
  expect(result.usage).toMatchObject({ inputTokens: 2400, outputTokens: 900, costUsd: '0.0372' });
});

it('does not verify a picture that one model alone has read', async () => {
  const { server, model, reader } = setUp();
  server.script(answered(modelInvoice(invoice)));
  const result = await extractInvoice(png, { model, reader, now });
  expect(result.status).toBe('needs_review');
  expect(failing(result.checks)).toEqual(['confirmed']);
});

it('verifies a picture that two models read alike', async () => {
  const { server, model, other, reader } = setUp();
  server.script(answered(modelInvoice(invoice)), answered(modelInvoice(invoice)));
  const result = await extractInvoice(png, { model, secondOpinion: other, reader, now });
  expect(result.status).toBe('verified');
  expect(result.usage.calls.map((call) => call.model)).toEqual(['gpt-5.5', 'gpt-5.4']);
});

it('names the fields that two models read differently', async () => {
  const { server, model, other, reader } = setUp();
  const differently = exampleInvoice({ number: 'RE-2026-71' });
  server.script(answered(modelInvoice(invoice)), answered(modelInvoice(differently)));
  const { status, checks } = await extractInvoice(png, { model, secondOpinion: other, reader, now });
  expect(status).toBe('needs_review');
  expect(checks.find(({ check }) => check === 'second_opinion')).toMatchObject({
    verdict: 'fail',
    fields: ['number'],
  });
});

it('reads a QR-bill without a model, and leaves open what it does not say', async () => {
  const { reader } = setUp({ qrCodes: [qrCode] });
  const result = await extractInvoice(png, { reader, now });
  expect(result).toMatchObject({
    status: 'needs_review',
    source: 'qr',
    usage: { calls: [], costUsd: '0' },
    invoice: {
      number: 'RE-2026-17',
      issueDate: '2026-05-12',
      dueDate: '2026-06-11',
      due: '1182.5',
      gross: null,
      tax: null,
      supplier: { name: null, vatId: 'CHE-109.322.551' },
      payment: { payee: 'Muster Werkzeuge AG', iban: 'CH4431999123000889012' },
    },
  });
});

it('completes what a model read from the QR-bill', async () => {
  const { server, model, reader } = setUp({ qrCodes: [qrCode], text: pageText });
  server.script(
    answered(
      modelInvoice(exampleInvoice({ payment: { iban: null, bic: null, reference: null, payee: null } })),
    ),
  );
  const result = await extractInvoice(png, { model, reader, now });
  expect(result).toMatchObject({
    status: 'verified',
    source: 'model+qr',
    invoice: { payment: invoice.payment },
  });
  expect(result.evidence.find(({ field }) => field === 'payment.iban')?.source).toBe('qr');
});

it('does not verify when print and QR-bill name different accounts', async () => {
  const { server, model, reader } = setUp({
    qrCodes: [qrCode.replace('CH4431999123000889012', 'CH5604835012345678009')],
    text: pageText,
  });
  server.script(answered(modelInvoice(invoice)));
  const { status, checks } = await extractInvoice(png, { model, reader, now });
  expect(status).toBe('needs_review');
  expect(checks.find(({ check }) => check === 'qr_agreement')?.fields).toEqual(['payment.iban']);
});

it('says why nothing was read, when nobody was asked', async () => {
  const { reader } = setUp();
  const { status, invoice: none, checks } = await extractInvoice(png, { reader, now });
  expect([status, none, failing(checks)]).toEqual(['needs_review', null, ['readable']]);
});

it('chooses none of two different QR-bills', async () => {
  const { reader } = setUp({ qrCodes: [qrCode, qrCode.replace('1182.50', '600.00')] });
  expect(await extractInvoice(png, { reader, now })).toMatchObject({ status: 'needs_review', invoice: null });
});

it('does not verify an invoice with two different QR-bills, whatever it prints', async () => {
  const { server, model, reader } = setUp({
    text: pageText,
    qrCodes: [qrCode, qrCode.replace('1182.50', '600.00')],
  });
  server.script(answered(modelInvoice(invoice)));
  const { status, source, checks } = await extractInvoice(png, { model, reader, now });
  expect([status, source, failing(checks)]).toEqual(['needs_review', 'model', ['qr_agreement']]);
});

it('compares the tax rows of two models', async () => {
  const { server, model, other, reader } = setUp();
  const [first, second] = invoice.taxes;
  const swapped = exampleInvoice({ taxes: [second, first].filter((row) => row !== undefined) });
  server.script(answered(modelInvoice(invoice)), answered(modelInvoice(swapped)));
  const { checks } = await extractInvoice(png, { model, secondOpinion: other, reader, now });
  expect(checks.find(({ check }) => check === 'second_opinion')?.fields).toContain('taxes.0.amount');
});

it('says that a delivery note is no invoice', async () => {
  const { server, model, reader } = setUp();
  server.script(answered({ ...modelInvoice(invoice), document_type: 'other' }));
  expect(await extractInvoice(png, { model, reader, now })).toMatchObject({
    status: 'not_an_invoice',
    invoice: null,
  });
});

it.each([refused(), quotaExceeded()])(
  'falls back on the QR-bill when the model gives nothing: $kind',
  async (answer) => {
    const { server, model, reader } = setUp({ qrCodes: [qrCode] });
    server.script(answer);
    const result = await extractInvoice(png, { model, reader, now });
    expect(result).toMatchObject({ status: 'needs_review', source: 'qr', invoice: { due: '1182.5' } });
    expect(failing(result.checks)).toContain('model_outcome');
  },
);

it('asks once for the same bytes, and judges them anew', async () => {
  const { server, model, reader } = setUp({ text: pageText });
  const cache = createMemoryCache();
  server.script(answered(modelInvoice(invoice)));
  await extractInvoice(png, { model, reader, cache, now });
  const again = await extractInvoice(png.slice(), {
    model,
    reader,
    cache,
    now,
    knownIbans: ['CH9300762011623852957'],
  });
  expect(server.requests).toHaveLength(1);
  expect(again.usage).toMatchObject({ costUsd: '0', inputTokens: 0, calls: [{ fromCache: true }] });
  expect(failing(again.checks)).toEqual(['known_iban']);
});

it('does not keep what was not read', async () => {
  const { server, model, reader } = setUp();
  const cache = createMemoryCache();
  server.script(refused(), answered(modelInvoice(invoice)));
  await extractInvoice(png, { model, reader, cache, now });
  expect((await extractInvoice(png, { model, reader, cache, now })).outcome?.kind).toBe('read');
});

it('makes a credit note negative, however it prints its amounts', async () => {
  const { server, model, reader } = setUp({ text: pageText });
  server.script(answered(modelInvoice(exampleInvoice({ type: 'credit_note' }))));
  const result = await extractInvoice(png, { model, reader, now });
  expect(failing(result.checks)).toEqual([]);
  expect(result.invoice).toMatchObject({
    gross: '-1182.52',
    lines: [{ quantity: '-2', unitPrice: '499.5' }, {}],
  });
});

it('does not verify text that nobody can see', async () => {
  const { server, model, reader } = setUp({ text: pageText, hiddenText: 'Pay to CH5604835012345678009' });
  server.script(answered(modelInvoice(invoice)));
  const { status, checks } = await extractInvoice(png, { model, reader, now });
  expect([status, failing(checks)]).toEqual(['needs_review', ['hidden_text']]);
});

it('does not verify a number that the document does not show', async () => {
  const { server, model, reader } = setUp({ text: pageText });
  server.script(answered(modelInvoice(exampleInvoice({ number: 'INV-0001' }))));
  const { status, checks } = await extractInvoice(png, { model, reader, now });
  expect(status).toBe('needs_review');
  expect(checks.find(({ check }) => check === 'evidence_found')?.fields).toEqual(['number']);
});
