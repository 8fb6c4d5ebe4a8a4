// What a client weighs in a bundle: minified, gzipped, zod left out because the user has it anyway.
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { table, type Target, writeResults } from './results.ts';

const limit = 20_000;
/** Each with the one thing that is imported of it to make a client. */
const entries = [
  ['ky', import.meta.resolve('ky'), 'default'],
  ['http-client', import.meta.resolve('@unified-sync/http-client'), 'createHttpClient'],
  [
    'invoice-ninja-client',
    import.meta.resolve('@unified-sync/invoice-ninja-client'),
    'createInvoiceNinjaClient',
  ],
  ['revolut-client', import.meta.resolve('@unified-sync/revolut-client'), 'createRevolutClient'],
  ['erpnext-client', import.meta.resolve('@unified-sync/erpnext-client'), 'createErpnextClient'],
  ['mautic-client', import.meta.resolve('@unified-sync/mautic-client'), 'createMauticClient'],
  ['vision-ocr', import.meta.resolve('@unified-sync/vision-ocr'), 'createVisionModel'],
] as const;

interface Size {
  minified: number;
  gzip: number;
}

/** @param names What is exported: `*` for everything. */
async function sizeOf(url: string, names: string): Promise<Size> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export ${names} from ${JSON.stringify(fileURLToPath(url))};`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    external: ['zod'],
    write: false,
    logLevel: 'error',
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.byteLength, gzip: gzipSync(code, { level: 9 }).byteLength };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`;
const rows: string[][] = [];
const over: string[] = [];
const figures: Target[] = [];
for (const [name, url, factory] of entries) {
  const whole = await sizeOf(url, '*');
  const alone = await sizeOf(url, `{ ${factory} }`);
  rows.push([name, ...[whole.minified, whole.gzip, alone.gzip].map(kilobytes)]);
  figures.push({
    what: `Size of ${name}, its factory alone, gzip without zod`,
    wanted: `<= ${limit / 1000} kB`,
    measured: kilobytes(alone.gzip),
    isMet: alone.gzip <= limit,
  });
  if (alone.gzip > limit) over.push(`${name} by ${kilobytes(alone.gzip - limit)}`);
}

await writeResults(
  'Bundle size',
  `Each with everything that it imports except zod: a client therefore contains http-client and ky, revolut-client also jose, vision-ocr also OpenAI's SDK. In the last column the factory alone is imported of it, as most programs do. At most ${limit / 1000} kB of gzip wanted.

${table(['', 'minified', 'gzip', 'gzip, the factory alone'], rows)}

${over.length === 0 ? 'All are within it.' : `Over it: ${over.join(', ')}. ky and http-client alone leave little: see [0013](../docs/decisions/0013-checking-answers-without-a-copy.md).`}`,
  figures,
);
