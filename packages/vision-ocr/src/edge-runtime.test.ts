import { createContext, Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { ciiXml } from './testing/cii-xml.ts';
import { exampleInvoice } from './testing/example-invoice.ts';
import { modelInvoice } from './testing/model-invoice.ts';

/** What Cloudflare Workers, Deno and browsers have in common, and nothing of Node. */
const webGlobals = {
  AbortController,
  AbortSignal,
  atob,
  btoa,
  Blob,
  clearTimeout,
  crypto,
  DOMException,
  fetch,
  FormData,
  Headers,
  performance,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  structuredClone,
  TextDecoder,
  TextEncoder,
  TransformStream,
  Uint8Array,
  ArrayBuffer,
  URL,
  URLSearchParams,
};

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    bundle: true,
    // A Node built-in anywhere in it would fail the build.
    platform: 'browser',
    conditions: ['@unified-sync/source'],
    format: 'iife',
    globalName: 'visionOcr',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

it('runs where there is no Node: reads XML, asks a model, judges and caches', async () => {
  const answer = {
    id: 'resp_1',
    status: 'completed',
    output: [
      {
        type: 'message',
        content: [{ type: 'output_text', text: JSON.stringify(modelInvoice(exampleInvoice())) }],
      },
    ],
  };
  const context = createContext({ ...webGlobals, xml: ciiXml(exampleInvoice()), answer });
  new Script(await bundled()).runInContext(context);
  const script = new Script(`(async () => {
    const { cacheKey, createVisionModel, extractInvoice } = visionOcr;
    const now = () => Date.UTC(2026, 5, 1);
    const model = createVisionModel({ apiKey: 'key', model: 'm', fetch: async () => Response.json(answer) });
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    return JSON.stringify({
      xml: (await extractInvoice(new TextEncoder().encode(xml), { now })).status,
      model: (await extractInvoice(png, { model, now })).invoice.gross,
      key: (await cacheKey(png, model.id)).length,
      node: typeof process + typeof Buffer + typeof require,
    });
  })()`);
  expect(JSON.parse(String(await script.runInContext(context)))).toEqual({
    xml: 'verified',
    model: '1182.52',
    key: 64,
    node: 'undefinedundefinedundefined',
  });
});
