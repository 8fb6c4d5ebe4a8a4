import { SideUnavailable } from '../../src/index.ts';
import type { Fields, FieldValue, Look, Side, WriteRequest, WriteResult } from '../../src/index.ts';
import type { Stamp } from '../scheduler.ts';
import type { BadLuck } from './bad-luck.ts';
import { recordOf } from './connector-record.ts';
import type { ExecuteWrite } from './engine-writes.ts';
import type { Faults } from './faults.ts';
import type { Listing } from './listing.ts';
import { vanished, type Outages } from './outages.ts';
import type { Row } from './row.ts';
import { partsOf } from './row.ts';
import type { Table } from './table.ts';
import { isHub, longestRequest } from './tables.ts';
import type { TableName } from './tables.ts';
import type { Timeline } from './timeline.ts';

export interface ConnectorOptions {
  readonly table: Table;
  readonly execute: ExecuteWrite;
  readonly faults: Faults;
  readonly listing: Listing;
  readonly outages: Outages;
  readonly timeline: Timeline;
  readonly now: () => number;
  /** Somebody edits this record, or any of the table, a moment from now. */
  readonly editSoon: (table: TableName, id: string | null) => void;
  readonly stamp: () => Stamp;
  /** Runs a write that was sent at this stamp and takes effect only now. */
  readonly late: (sent: Stamp, run: () => void) => void;
  /** The provider changes what it has just confirmed. */
  readonly normaliseLate: (table: TableName, id: string, part: string) => void;
  /** Somebody who waits for the worst moments. */
  readonly badLuck: Pick<BadLuck, 'listed' | 'unanswered'> | undefined;
}

/** A side of the engine's ports: the provider behind a network that fails in every known way. */
export function createConnector(options: ConnectorOptions): Side {
  const { table, execute, faults, listing, outages, timeline, now, editSoon } = options;
  const { name } = table;
  const { random } = faults;
  const stubborn = new Set<string>();

  function look(id: string): Look {
    if (faults.hits('look-401', `${name}/${id}`)) return { kind: 'unknown', cause: '401' };
    if (faults.hits('look-500', `${name}/${id}`)) return { kind: 'unknown', cause: '500' };
    if (outages.isVanished(name)) return { kind: 'absent' };
    const row = table.get(id);
    const movedTo = table.movedTo(id);
    if (row === undefined) return movedTo === undefined ? { kind: 'absent' } : { kind: 'moved', to: movedTo };
    if (faults.hits('edit-after-look', `${name}/${id}`)) editSoon(name, id);
    return { kind: 'present', record: recordOf(name, row) };
  }

  function write(request: WriteRequest): WriteResult {
    const about = `${name}/${request.kind === 'create' ? request.key : request.record.id}`;
    if (now() > request.notAfter) return { kind: 'not_sent', cause: 'too late to send' };
    if (faults.hits('connection-refused', about)) return { kind: 'not_sent', cause: 'connection refused' };
    if (faults.hits('rate-limited-429', about)) return { kind: 'not_sent', cause: '429' };
    if (faults.hits('failed-500', about)) return { kind: 'unclear', cause: '500' };
    if (outages.isVanished(name)) return { kind: 'not_sent', cause: vanished };
    if (faults.hits('refused-validation', about)) return { kind: 'refused', reason: '422' };
    if (movesMoney(request) && faults.hits('late-payment', about))
      return late(request, random.int(longestRequest, 3 * longestRequest));
    // Most are a little late; a few at the last moment.
    if (faults.hits('late-execution', about))
      return late(request, random.int(1, random.chance(0.7) ? 2_000 : longestRequest));
    const result = execute(name, request, (field) => isIgnored(about, field));
    if (result.kind === 'written') afterWrite(result.record.id, result.part, about);
    if (!faults.hits('lost-response', about)) return result;
    if (request.kind === 'create' && result.kind === 'written')
      options.badLuck?.unanswered(name, result.record.id);
    return { kind: 'unclear', cause: 'connection reset' };
  }

  /** A provider that ignores a field once may have a rule of its own for it, and ignores it for good. */
  function isIgnored(about: string, field: string): boolean {
    if (isHub(name)) return false;
    const place = `${about} ${field}`;
    if (stubborn.has(place)) return true;
    if (!faults.hits('ignored-value', place)) return false;
    if (random.chance(0.5)) stubborn.add(place);
    return true;
  }

  const movesMoney = (request: WriteRequest): boolean =>
    request.kind === 'command'
      ? request.command === 'pay'
      : request.kind === 'create' && name === 'b.entries';

  /** Nobody is told, and it takes effect so many milliseconds later. */
  function late(request: WriteRequest, milliseconds: number): WriteResult {
    const sent = options.stamp();
    timeline.later(milliseconds, () => options.late(sent, () => void execute(name, request)));
    return { kind: 'unclear', cause: 'time-out' };
  }

  function afterWrite(id: string, part: string, about: string): void {
    if (faults.hits('edit-after-write', about)) editSoon(name, id);
    if (!isHub(name) && faults.hits('late-normaliser', about))
      timeline.later(random.int(1, 500), () => options.normaliseLate(name, id, part));
  }

  function available(fault: 'find-unavailable' | 'list-unavailable'): readonly Row[] {
    if (faults.hits(fault, name)) throw new SideUnavailable(`${name}: 503`);
    return outages.isVanished(name) ? [] : table.rows();
  }

  // The network has no say in the order of a call's requests; nothing here waits for anything.
  const answer = <T>(make: () => T): Promise<T> => {
    try {
      timeline.catchUp();
      return Promise.resolve(make());
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('not an error', { cause: error }));
    }
  };

  return {
    look: (ids) => answer(() => ids.map(look)),
    write: (requests) => answer(() => requests.map(write)),
    findByKey: (key) =>
      answer(() =>
        available('find-unavailable')
          .filter((row) => partsOf(row).some(([, part]) => part.key === key))
          .map((row) => recordOf(name, row)),
      ),
    findByFields: (queries) =>
      answer(() => {
        const rows = available('find-unavailable');
        return queries.map((fields) =>
          rows
            .filter((row) => partsOf(row).some(([, part]) => holdsAll(part.fields, fields)))
            .map((row) => recordOf(name, row)),
        );
      }),
    list: (options_) =>
      answer(() => {
        available('list-unavailable');
        if (outages.isVanished(name)) return { records: [], poison: [], next: null, cursor: String(now()) };
        const page = listing.page(table, options_);
        options.badLuck?.listed(name);
        if (page.next !== null && faults.hits('page-drift', name)) editSoon(name, null);
        return page;
      }),
    listIds: () =>
      answer(() => {
        available('list-unavailable');
        return outages.isVanished(name) ? { ids: [], complete: true } : listing.ids(table);
      }),
  };
}

const holdsAll = (fields: Fields, wanted: Fields): boolean =>
  Object.entries(wanted).every(([field, value]) => looksLike(fields[field], value));

// Databases of this kind compare text without regard to case and surrounding blanks.
function looksLike(stored: FieldValue | undefined, wanted: FieldValue): boolean {
  if (typeof stored !== 'string' || typeof wanted !== 'string') return stored === wanted;
  return stored.trim().toLowerCase() === wanted.trim().toLowerCase();
}
