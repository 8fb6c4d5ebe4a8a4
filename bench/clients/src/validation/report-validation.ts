import { z } from 'zod';
import { table } from '../../../src/results.ts';
import { providers } from '../providers.ts';
import { digits, more, type Part } from '../report.ts';
import { runPart } from '../run-part.ts';
import { callsPerRound, pageSize, rounds } from './sizes.ts';

/** Percent of `JSON.parse`. */
const limit = 100;
const schema = z.array(
  z.object({
    entity: z.string(),
    source: z.string(),
    bytes: z.number(),
    parse: z.number(),
    check: z.number(),
    zod: z.number(),
  }),
);

/** What the check of a page costs, for every entity of every client. */
export async function reportValidation(): Promise<Part> {
  const rows: string[][] = [];
  const missed: string[] = [];
  for (const provider of providers) {
    const figures = await runPart({ file: 'validation/measure-validation.ts', args: [provider], schema });
    for (const { entity, source, bytes, parse, check, zod } of figures) {
      const added = (100 * check) / parse;
      if (!(added <= limit)) missed.push(`${provider} ${entity}: the check costs ${more(added)} %`);
      rows.push([
        `${provider}: ${entity}`,
        source,
        String(bytes),
        digits(parse / pageSize, 2),
        `${more(added)} %`,
        `${more((100 * zod) / parse)} %`,
      ]);
    }
  }
  const text = `## Validation

A page of ${pageSize} records, each read with \`JSON.parse\` alone, and by http-client with and without the entity's schema. The check is the difference of the two (p10 of ${rounds} rounds of ${callsPerRound} pages), in percent of \`JSON.parse\`; at most +${limit} % wanted. The last column is what zod costs by itself. Records are those of the mock server's seed, or made of the schema, with every declared field, every third of the optional ones empty.

${table(['', 'records of', 'bytes', 'JSON.parse, µs a record', 'check', 'zod alone'], rows)}`;
  return { text, missed };
}
