import { type CheckResult, checkResult, type Complaint } from '../checks/check-result.ts';
import type { DocumentPage } from '../document/document.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { FieldEvidence } from './field-evidence.ts';
import { hasAmount, hasText } from './text-search.ts';

// What money, dates and payees are decided by; names and descriptions are wrapped and cut in too many ways.
const isKey =
  /^(number|issueDate|supplyDate|dueDate|net|tax|gross|prepaid|rounding|due|supplier\.vatId|payment\.(iban|reference)|taxes\.\d+\.(rate|base|amount)|lines\.\d+\.amount)$/;

/** What the model made of a text is what the text says: `1'234.50` is 1234.50, not 123450. */
export function checkValuesMatchPrint(evidence: readonly FieldEvidence[]): CheckResult {
  const judged = evidence.filter(({ agrees }) => agrees !== null);
  return checkResult('values_match_print', {
    applies: judged.length > 0,
    complaints: judged
      .filter(({ agrees }) => agrees === false)
      .map(({ field, value, rawText }) => ({
        field,
        message:
          rawText === null
            ? `${field}: ${value} without a text that says it.`
            : `${field}: "${rawText}" does not say ${value}.`,
      })),
  });
}

/** The texts that the model gives for money, dates and references stand in the visible text layer. */
export function checkEvidenceFound(evidence: readonly FieldEvidence[]): CheckResult {
  const judged = evidence.filter(({ field, found }) => isKey.test(field) && found !== null);
  return checkResult('evidence_found', {
    applies: judged.length > 0,
    complaints: judged
      .filter(({ found }) => found === false)
      .map(({ field, rawText }) => ({
        field,
        message: `${field}: "${rawText ?? ''}" is not in the text of the document.`,
      })),
  });
}

/**
 * No page has text that nobody can see. Such text reaches whoever reads the text layer, a model included, and no
 * person: a way to smuggle in another IBAN or an instruction.
 */
export function checkHiddenText(pages: readonly DocumentPage[]): CheckResult {
  const judged = pages.filter(({ text, hiddenText }) => text !== null || hiddenText !== null);
  return checkResult('hidden_text', {
    applies: judged.length > 0,
    complaints: judged.flatMap(({ number, hiddenText }): Complaint[] =>
      hiddenText === null
        ? []
        : [{ field: `pages.${number}`, message: `Page ${number} has text that cannot be seen.` }],
    ),
  });
}

/**
 * The number and the total of an e-invoice inside a PDF stand on the pages that people see. Else the two halves
 * of the file say different things, and someone may be about to pay the wrong one.
 */
export function checkXmlMatchesPrint(invoice: Invoice, pages: readonly DocumentPage[]): CheckResult {
  const texts = pages.map(({ text }) => text).filter((text) => text !== null);
  const total = invoice.gross ?? invoice.due;
  const complaints: Complaint[] = [];
  if (
    texts.length > 0 &&
    invoice.number !== null &&
    !texts.some((text) => hasText(text, invoice.number ?? ''))
  )
    complaints.push({ field: 'number', message: `The pages do not show the number ${invoice.number}.` });
  if (texts.length > 0 && total !== null && !texts.some((text) => hasAmount(text, total)))
    complaints.push({ field: 'gross', message: `The pages do not show the total of ${total}.` });
  return checkResult('xml_matches_print', { applies: texts.length > 0, complaints });
}
