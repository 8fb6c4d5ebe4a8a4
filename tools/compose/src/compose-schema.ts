import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { z } from 'zod';

// The schema of the Compose specification comes with `dclint`, which keeps it up to date and exports no way to it.
const schemaFile = new URL('schemas/compose.schema.json', import.meta.resolve('dclint/package.json'));
// It names the draft that ajv reads by an address of its own making.
const { $schema: _, ...schema } = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync(schemaFile, 'utf8')));

const validate = new Ajv({
  allErrors: true,
  strict: false,
  // Its `duration` is that of Go, which ajv does not know.
  validateFormats: false,
}).compile(schema);

/** What the Compose specification minds of a file, with the path of each. */
export function composeMistakes(file: unknown): readonly string[] {
  if (validate(file)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`,
  );
}
