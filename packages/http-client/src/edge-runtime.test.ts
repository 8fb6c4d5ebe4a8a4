import { createContext, Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { z } from 'zod';

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
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
};

async function bundled(entry = 'index.ts'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    // A Node built-in anywhere in it would fail the build.
    platform: 'browser',
    format: 'iife',
    globalName: 'httpClient',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

it('runs where there is no Node: sends, retries, signs and redacts', async () => {
  const schema = z.looseObject({ id: z.int() });
  const context = createContext(
    { ...webGlobals, schema },
    { codeGeneration: { strings: false, wasm: false } },
  );
  new Script(await bundled()).runInContext(context);
  const script = new Script(`(async () => {
    const { createHttpClient, createTokenBucket, path, redact, signHmac, verifyHmac, equalConstantTime } = httpClient;
    let calls = 0;
    const http = createHttpClient({
      provider: 'edge',
      baseUrl: 'https://edge.test',
      budget: createTokenBucket({ capacity: 5, refillPerSecond: 5 }),
      secrets: ['hunter2'],
      random: () => 0,
      fetch: async () => (calls += 1) === 1 ? new Response('', { status: 503 }) : Response.json({ id: 1 }),
    });
    const signature = await signHmac({ secret: 's', payload: 'p' });
    return JSON.stringify({
      answer: await http.request('GET', path\`/things/\${1}\`, { schema }),
      calls,
      redacted: redact('hunter2', ['hunter2']),
      signed: await verifyHmac({ secrets: ['s'], payload: 'p', signature }),
      equal: equalConstantTime('a', 'a'),
      node: typeof process + typeof Buffer + typeof require,
    });
  })()`);
  expect(JSON.parse(String(await script.runInContext(context)))).toEqual({
    answer: { id: 1 },
    calls: 2,
    redacted: '[redacted]',
    signed: true,
    equal: true,
    node: 'undefinedundefinedundefined',
  });
});

it('gets, keeps and encrypts tokens where there is no Node', async () => {
  const context = createContext({ ...webGlobals, Uint8Array });
  new Script(await bundled('oauth/index.ts')).runInContext(context);
  const script = new Script(`(async () => {
    const { accessTokenSource, inMemoryTokenStore, requestTokens, tokenCipher } = httpClient;
    const fetch = async () => Response.json({ access_token: 'a', expires_in: 60 });
    const url = 'https://edge.test/token';
    const refresh = async () => await requestTokens({ provider: 'edge', url, form: {}, client: { fetch } });
    const store = inMemoryTokenStore();
    const token = await accessTokenSource({ store, refresh })();
    const cipher = tokenCipher(new Uint8Array(32));
    const decrypted = await cipher.decrypt(await cipher.encrypt(await store.load()));
    return JSON.stringify([token, decrypted.accessToken, typeof process]);
  })()`);
  expect(JSON.parse(String(await script.runInContext(context)))).toEqual(['a', 'a', 'undefined']);
});
