import type { Extraction, Invoice } from '@unified-sync/vision-ocr';
import { extractInvoice } from '@unified-sync/vision-ocr/node';
import { answered, modelInvoice, scriptedModel } from '@unified-sync/vision-ocr/testing';
import type { Case } from '../generate/ground-truth.ts';
import { printField } from '../generate/printing.ts';
import type { Random } from '../generate/random.ts';
import { judgedAt } from './check-quality.ts';
import { corruptions } from './corruptions.ts';

/** What became of readings that were made up: right ones, and ones with one error. */
export interface GateScore {
  right: number;
  rightVerified: number;
  wrong: number;
  wrongVerified: string[];
}

/**
 * Lets a scripted model read documents that have a text layer: once without a mistake, once with one misread
 * field, whose raw text it believes in too. No model is measured here, but what stands behind it.
 */
export async function gateScore(
  cases: readonly { one: Case; bytes: Uint8Array }[],
  random: Random,
): Promise<GateScore> {
  const score: GateScore = { right: 0, rightVerified: 0, wrong: 0, wrongVerified: [] };
  for (const { one, bytes } of cases) {
    const isVerified = async (reading: Invoice): Promise<boolean> =>
      (await readAs(one, reading, bytes)).status === 'verified';
    score.right += 1;
    if (await isVerified(one.invoice)) score.rightVerified += 1;
    const misread = misreading(one.invoice, random);
    if (misread === undefined) continue;
    score.wrong += 1;
    if (await isVerified(misread.invoice)) score.wrongVerified.push(`${one.name}: ${misread.name}`);
  }
  return score;
}

async function readAs(one: Case, reading: Invoice, bytes: Uint8Array): Promise<Extraction> {
  const read = answered(modelInvoice(reading, (field, value) => printField(one, field, value)));
  const { model } = scriptedModel({}, read);
  return await extractInvoice(bytes, { model, now: () => judgedAt });
}

/** An error of arithmetic or check digits, or one that only the text layer contradicts: number or date. */
function misreading(invoice: Invoice, random: Random): { name: string; invoice: Invoice } | undefined {
  const choice = random.below(4);
  if (choice === 0 && invoice.number !== null)
    return {
      name: 'number',
      invoice: {
        ...invoice,
        number: `${invoice.number.slice(0, -1)}${(Number(invoice.number.at(-1)) + 1) % 10}`,
      },
    };
  if (choice === 1 && invoice.issueDate !== null)
    return {
      name: 'date',
      invoice: {
        ...invoice,
        issueDate: invoice.issueDate.replace(/\d{2}$/, (day) => (day === '01' ? '02' : '01')),
      },
    };
  const corruption = corruptions[random.below(corruptions.length)];
  const changed = corruption?.apply(invoice, random);
  return corruption === undefined || changed === undefined
    ? undefined
    : { name: corruption.name, invoice: changed };
}
