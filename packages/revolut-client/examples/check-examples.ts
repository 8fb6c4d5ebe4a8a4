/* Reads every official example with the client's own schemas and errors: `pnpm check:examples`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkExample } from './check-example.ts';
import { examplesDir } from './config.ts';

const folder = join(examplesDir(), 'revolut');
const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
let parsed = 0;
const failures: string[] = [];
for (const file of files) {
  const text = await readFile(join(folder, file), 'utf8');
  const failure = await checkExample(file, text).catch(String);
  if (failure === undefined) parsed += 1;
  else if (failure !== 'skipped') failures.push(`${file}: ${failure}`);
}
for (const failure of failures) console.error(failure);
if (parsed === 0) console.error(`${folder}: holds no examples.`);
console.log(`${parsed} examples parse`);
if (failures.length > 0 || parsed === 0) process.exitCode = 1;
