// What a client weighs in a bundle: minified, gzipped, zod left out because the user has it anyway.
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { table, writeResults } from './results.ts';

const limit = 20_000;
const entries = [
  ['ky', import.meta.resolve('ky')],
  ['http-client', import.meta.resolve('@unified-sync/http-client')],
  ['invoice-ninja-client', import.meta.resolve('@unified-sync/invoice-ninja-client')],
] as const;

interface Size {
  name: string;
  minified: number;
  gzip: number;
  /** How many things the package exports: none yet while it is only laid out. */
  exports: number;
}

async function sizes([name, url]: readonly [name: string, url: string]): Promise<Size> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(url)],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    external: ['zod'],
    write: false,
    metafile: true,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const exports = Object.values(metafile.outputs).flatMap((output) => output.exports).length;
  return { name, minified: code.byteLength, gzip: gzipSync(code, { level: 9 }).byteLength, exports };
}

const measured = (await Promise.all(entries.map(sizes))).filter(({ exports }) => exports > 0);
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`;

await writeResults(
  'Bundle size',
  `Each with everything that it imports except zod; a client therefore contains http-client and ky. At most ${limit / 1000} kB of gzip wanted.

${table(
  ['', 'minified', 'gzip'],
  measured.map(({ name, minified, gzip }) => [name, kilobytes(minified), kilobytes(gzip)]),
)}`,
);
if (measured.some(({ gzip }) => gzip > limit)) process.exitCode = 1;
