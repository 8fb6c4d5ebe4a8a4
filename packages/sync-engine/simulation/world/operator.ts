import type { Random } from '../random.ts';
import type { Actor } from '../scheduler.ts';
import { restoreBackup, takeBackup, type SystemBackup } from './backup.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Outages } from './outages.ts';
import type { Row } from './row.ts';
import type { Tables } from './rules.ts';
import { streams, type TableName } from './tables.ts';

export interface OperatorOptions {
  readonly random: Random;
  readonly faults: Faults;
  readonly outages: Outages;
  readonly journal: Journal;
  readonly tables: Tables;
  readonly isOver: () => boolean;
  /** The stream answers as if this record of it were not there. */
  readonly onDenied: (stream: TableName, row: Row) => void;
  /** The streams that were put back: their checkpoints mean nothing any more. */
  readonly onRestored: (streams: readonly TableName[]) => void;
}

// What a provider backs up together, without references from outside into what may be gone afterwards.
export const backedUpTogether: readonly (readonly TableName[])[] = [
  ['a.clients', 'a.invoices'],
  ['b.contacts'],
];

/** Rare events that befall a whole provider: it answers as if it were empty, or is put back to a backup. */
export function createOperator(options: OperatorOptions): (actor: Actor) => Promise<void> {
  const { random, faults, outages, journal, tables, isOver, onDenied, onRestored } = options;

  function vanish(): void {
    if (isOver()) return;
    const stream = random.pick(streams);
    if (!faults.hits('vanished-stream', stream)) return;
    outages.vanish(stream, random.int(1_000, 60_000));
    denyAll(stream);
  }

  function denyAll(stream: TableName): void {
    for (const row of tables[stream].rows()) onDenied(stream, row);
  }

  function putBack(backup: SystemBackup): void {
    if (isOver() || !faults.hits('backup-restored', [...backup.keys()].join())) return;
    restoreBackup(tables, journal, backup);
    for (const stream of backup.keys()) if (outages.isVanished(stream)) denyAll(stream);
    onRestored([...backup.keys()]);
  }

  return async (actor) => {
    await actor.sleep(random.int(0, 10_000));
    const backup = await actor.step('back up', () => takeBackup(tables, random.pick(backedUpTogether)));
    await actor.sleep(random.int(0, 20_000));
    await actor.step('vanish', vanish);
    await actor.sleep(random.int(0, 20_000));
    await actor.step('put back', () => putBack(backup));
  };
}
