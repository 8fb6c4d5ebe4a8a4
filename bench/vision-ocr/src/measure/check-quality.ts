import { checkInvoice, type Invoice } from '@unified-sync/vision-ocr';
import type { Random } from '../generate/random.ts';
import { corruptions } from './corruptions.ts';

/** When the checks run, so that the same invoices are judged alike next year. */
export const judgedAt = Date.parse('2026-11-27');

/** How often one kind of error was found. */
export interface CorruptionScore {
  name: string;
  kind: 'arithmetic' | 'check-digit';
  made: number;
  flagged: number;
}

const isFlagged = (invoice: Invoice): boolean =>
  checkInvoice(invoice, { now: judgedAt }).some(({ blocking, verdict }) => blocking && verdict === 'fail');

/** Right invoices that a blocking check complains about: their positions in the list. */
export const falseAlarms = (invoices: readonly Invoice[]): number[] =>
  invoices.flatMap((invoice, index) => (isFlagged(invoice) ? [index] : []));

/** Makes every error in every invoice `rounds` times, and counts what is found. */
export const corruptionScores = (
  invoices: readonly Invoice[],
  random: Random,
  rounds: number,
): CorruptionScore[] =>
  corruptions.map((corruption) => {
    const made = invoices.flatMap((invoice) =>
      Array.from({ length: rounds }, () => corruption.apply(invoice, random)).filter(
        (changed) => changed !== undefined,
      ),
    );
    return {
      name: corruption.name,
      kind: corruption.kind,
      made: made.length,
      flagged: made.filter(isFlagged).length,
    };
  });
