// What the check of a page costs, for every entity of a client. Sends its figures to the parent process.
import { createHttpClient } from '@unified-sync/http-client';
import { z } from 'zod';
import { type Contender, measureCpu } from '../../../src/measure-cpu.ts';
import { providerOf } from '../providers.ts';
import type { EntityRecords } from '../records/entity-records.ts';
import { recordsOf } from '../records/records-of.ts';
import { callsPerRound, pageSize, rounds } from './sizes.ts';

interface EntityFigures {
  entity: string;
  source: string;
  bytes: number;
  /** Microseconds for a page. */
  parse: number;
  check: number;
  zod: number;
}

async function measure({ entity, schema, records, source }: EntityRecords): Promise<EntityFigures> {
  const rows = Array.from({ length: pageSize }, (_, index) => records[index % records.length]);
  const page = JSON.stringify({ data: rows });
  const checked = z.looseObject({ data: z.array(schema) });
  const unchecked = z.unknown();
  const fetchPage = async (): Promise<Response> => new Response(page);
  const http = createHttpClient({ provider: 'bench', baseUrl: 'https://bench.test', fetch: fetchPage });
  const contenders: Contender[] = [
    { name: 'parse', run: async () => JSON.parse(page) },
    { name: 'zod', run: async () => checked.parse(JSON.parse(page)) },
    { name: 'unchecked', run: async () => await http.request('GET', '/page', { schema: unchecked }) },
    { name: 'checked', run: async () => await http.request('GET', '/page', { schema: checked }) },
  ];
  const figures = await measureCpu(contenders, { rounds, callsPerRound });
  // A busy machine only ever adds, so the fastest rounds are nearest to the truth.
  const costOf = (name: string): number => figures.find((row) => row.name === name)?.p10 ?? Number.NaN;
  const parse = costOf('parse');
  return {
    entity,
    source,
    bytes: Math.round(page.length / pageSize),
    parse,
    // The two calls differ in the schema alone: the rest of a call is no part of the check.
    check: costOf('checked') - costOf('unchecked'),
    zod: costOf('zod') - parse,
  };
}

const measured: EntityFigures[] = [];
for (const entity of await recordsOf(providerOf(process.argv[2]))) measured.push(await measure(entity));
process.send?.(measured);
