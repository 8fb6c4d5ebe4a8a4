import { createContext, Script } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { testKeys } from './testing/auth/test-keys.ts';

/** What Cloudflare Workers, Deno and browsers have in common, and nothing of Node. */
const webGlobals = {
  AbortController,
  AbortSignal,
  atob,
  btoa,
  clearTimeout,
  crypto,
  CryptoKey,
  DOMException,
  fetch,
  FormData,
  Headers,
  performance,
  Request,
  Response,
  setTimeout,
  structuredClone,
  TextDecoder,
  TextEncoder,
  Uint8Array,
  URL,
  URLSearchParams,
};

it('runs where there is no Node: signs, refreshes and reads', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    bundle: true,
    // A Node built-in anywhere in it would fail the build.
    platform: 'browser',
    conditions: ['@unified-sync/source'],
    format: 'iife',
    globalName: 'revolut',
    write: false,
  });
  const context = createContext({ ...webGlobals, privateKey: testKeys().privateKey });
  new Script(outputFiles[0]?.text ?? '').runInContext(context);
  const script = new Script(`(async () => {
    const auth = { clientId: 'c', redirectUri: 'https://app.example.com', privateKey, refreshToken: 'r' };
    const client = revolut.createRevolutClient({
      environment: 'sandbox',
      auth,
      fetch: async (input) => new Request(input).url.endsWith('/auth/token')
        ? Response.json({ access_token: 'a', expires_in: 2399 })
        : Response.json([]),
    });
    const { value } = await client.accounts.list().pages().next();
    return JSON.stringify([value.items, typeof process + typeof Buffer + typeof require]);
  })()`);
  expect(JSON.parse(String(await script.runInContext(context)))).toEqual([[], 'undefinedundefinedundefined']);
});
