import type { InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import type { SideRecord, WriteRequest, WriteResult } from '@unified-sync/sync-engine';
import pMap from 'p-map';
import type { Written, WriteTools } from '../entity.ts';
import type { NinjaRow } from '../records/record-context.ts';
import { failureOf } from '../writes/write-result.ts';
import { RefusedWrite } from '../writes/write-error.ts';
import { openWriteGate, type WriteGate } from '../writes/write-gate.ts';
import { showRows, type Reading } from './reading.ts';
import type { RecordIndex } from './record-index.ts';

export interface Writing<Row extends NinjaRow> {
  readonly reading: Reading<Row>;
  readonly index: RecordIndex;
  /** A client whose every request passes the gate. */
  readonly clientBehind: (gate: Pick<WriteGate, 'around'>) => InvoiceNinjaClient;
  /** Stands around every request, e.g. a circuit breaker. */
  readonly around: WriteGate['around'] | undefined;
  readonly now: () => number;
}

/** Writes to different records, side by side. */
export const writeRequests = async <Row extends NinjaRow>(
  writing: Writing<Row>,
  requests: readonly WriteRequest[],
): Promise<readonly WriteResult[]> =>
  await pMap(requests, async (request) => await writeOne(writing, request), {
    concurrency: writing.reading.settings.concurrency,
  });

async function writeOne<Row extends NinjaRow>(
  writing: Writing<Row>,
  request: WriteRequest,
): Promise<WriteResult> {
  const { reading, clientBehind, around, now } = writing;
  const gate = openWriteGate({ notAfter: request.notAfter, now, around });
  try {
    const tools: WriteTools<Row> = {
      ninja: clientBehind(gate),
      lookups: await reading.loadLookups(),
      settings: reading.settings,
      findByKey: async (key) => (await writing.index.findByKey(key)).map((one) => rowOf(reading, one)),
    };
    const { row, part } = await send(reading, request, tools);
    const [answer] = await showRows(reading, [row]);
    if (answer === undefined) return { kind: 'unclear', cause: 'no record' };
    return { kind: 'written', record: settled(reading, answer, request), part };
  } catch (error) {
    return failureOf(error, gate);
  }
}

async function send<Row extends NinjaRow>(
  reading: Reading<Row>,
  request: WriteRequest,
  tools: WriteTools<Row>,
): Promise<Written<Row>> {
  const { entity } = reading;
  if (request.kind === 'create') return await entity.create(request, tools);
  const { part } = request;
  const row = rowOf(reading, request.record);
  switch (request.kind) {
    case 'update':
      return { row: await entity.update(row, request, tools), part };
    case 'remove':
      return { row: await entity.remove(row, part, tools), part };
    case 'restore':
      return { row: await entity.restore(row, part, tools), part };
    case 'command': {
      const command = entity.commands?.[request.command];
      if (command === undefined) throw new RefusedWrite(`${entity.name} cannot ${request.command}`);
      return { row: await command(row, tools), part };
    }
  }
}

const settled = <Row extends NinjaRow>(
  { entity }: Reading<Row>,
  answer: SideRecord,
  request: WriteRequest,
): SideRecord =>
  request.kind === 'create' || request.kind === 'update'
    ? (entity.settle?.(answer, request) ?? answer)
    : answer;

/** The row that a record was made of. */
const rowOf = <Row extends NinjaRow>({ entity }: Reading<Row>, { raw }: SideRecord): Row =>
  entity.schema.parse(raw);
