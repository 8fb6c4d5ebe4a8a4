import { ApiError } from '@unified-sync/http-client';
import type { Look } from '@unified-sync/sync-engine';
import pMap from 'p-map';
import type { NinjaRow } from '../records/record-context.ts';
import { showRows, type Reading } from './reading.ts';

const id = /^[0-9A-Za-z]{10,}$/;

/**
 * Looks at records by id. Only the provider's own word that there is no such record is absence: another
 * company's record (a 401), a missing route (404) or a failing server say nothing about it.
 */
export const lookAt = async <Row extends NinjaRow>(
  reading: Reading<Row>,
  ids: readonly string[],
): Promise<readonly Look[]> =>
  await pMap(ids, async (one) => await lookAtOne(reading, one), {
    concurrency: reading.settings.concurrency,
  });

async function lookAtOne<Row extends NinjaRow>(reading: Reading<Row>, wanted: string): Promise<Look> {
  // No record of theirs has such an id; some of these texts are routes.
  if (!id.test(wanted)) return { kind: 'absent' };
  try {
    const row = await reading.entity.rows(reading.ninja).get(wanted);
    if (row.id !== wanted)
      return { kind: 'unknown', cause: 'the answer is another record than was asked for' };
    const [record] = await showRows(reading, [row]);
    return record === undefined ? { kind: 'unknown', cause: 'no record' } : { kind: 'present', record };
  } catch (error) {
    if (ApiError.isInstance(error) && error.code === 'not_found' && error.path.includes(wanted))
      return { kind: 'absent' };
    return { kind: 'unknown', cause: error instanceof Error ? error.message : String(error) };
  }
}
