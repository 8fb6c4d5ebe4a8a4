import { checkInvoice } from '../checks/check-invoice.ts';
import { type CheckResult, checkResult } from '../checks/check-result.ts';
import type { DocumentContents } from '../document/document.ts';
import { plainReader } from '../document/plain-reader.ts';
import {
  checkEvidenceFound,
  checkHiddenText,
  checkValuesMatchPrint,
  checkXmlMatchesPrint,
} from '../evidence/evidence-checks.ts';
import type { FieldEvidence } from '../evidence/field-evidence.ts';
import { modelEvidence } from '../evidence/model-evidence.ts';
import { emptyInvoice } from '../invoice/empty-invoice.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { ModelOutcome } from '../model/model-outcome.ts';
import { invoiceFromQrBill } from '../qr-bill/invoice-from-qr-bill.ts';
import { parseQrBill, type QrBill } from '../qr-bill/parse-qr-bill.ts';
import { askModel, type Asked, usageOf } from './ask-model.ts';
import { decideStatus } from './decide-status.ts';
import { embeddedInvoice } from './embedded-invoice.ts';
import { evidenceOf } from './evidence-of.ts';
import type { Extraction, ExtractionSource } from './extraction.ts';
import { invoiceFromModel } from './invoice-from-model.ts';
import type { ExtractOptions } from './options.ts';
import { checkQrAgreement, completeFromQrBill } from './qr-agreement.ts';
import { checkSecondOpinion } from './second-opinion.ts';

/** A file, and what it holds. */
interface Opened {
  bytes: Uint8Array;
  contents: DocumentContents;
  bills: readonly QrBill[];
}

/**
 * Reads a supplier invoice, credit note or receipt, and says what of it may be trusted.
 *
 * What a machine wrote down comes first and costs no call: XML (Factur-X, ZUGFeRD, XRechnung, UBL), then the
 * Swiss QR code. A model reads the rest. Checks judge every result, wherever it came from. What the document does
 * not say is `null`.
 *
 * @param file The bytes of the file. Its type is told by them, never by a name.
 * @throws {DocumentError} when the file cannot be read.
 * @throws {ApiError} when a model gave no answer, or an error. How an answer ended is `outcome`.
 * @example
 * const { status, invoice, checks } = await extractInvoice(bytes, { model });
 */
export async function extractInvoice(
  file: Uint8Array | ArrayBuffer | Blob,
  options: ExtractOptions = {},
): Promise<Extraction> {
  const { reader = plainReader, model, signal } = options;
  signal?.throwIfAborted();
  const bytes = await bytesOf(file);
  const contents = await reader.read(bytes, { signal });
  const opened = { bytes, contents, bills: qrBills(contents) };

  const embedded = embeddedInvoice(bytes, contents);
  if (embedded !== undefined) return fromXml(embedded, opened, options);
  if (contents.mediaType === 'application/xml') return ended('not_an_invoice', [], null);
  return model === undefined ? fromQrBill(opened, options, []) : await fromModels(model, opened, options);
}

const bytesOf = async (file: Uint8Array | ArrayBuffer | Blob): Promise<Uint8Array> =>
  file instanceof Uint8Array ? file : new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file);

/** Different bills only: the same code may stand on several pages. */
function qrBills({ pages }: DocumentContents): QrBill[] {
  const payloads = new Set(pages.flatMap(({ qrCodes }) => qrCodes));
  return [...payloads].map(parseQrBill).filter((bill) => bill !== undefined);
}

function fromXml(invoice: Invoice, { contents, bills }: Opened, options: ExtractOptions): Extraction {
  const checks = [
    ...documentChecks(invoice, { contents, bills }, options),
    checkXmlMatchesPrint(invoice, contents.pages),
  ];
  return extraction('xml', invoice, checks, evidenceOf(invoice, 'xml'));
}

function fromQrBill(opened: Opened, options: ExtractOptions, asked: readonly Asked[]): Extraction {
  const [bill] = opened.bills;
  const outcome = asked[0]?.answer.outcome ?? null;
  // Which of several is to be paid, only a person can say.
  if (bill === undefined || opened.bills.length > 1) {
    const why = [checkQrAgreement(emptyInvoice(), opened.bills), checkReadable(opened.bills, outcome)];
    return { ...ended('needs_review', asked, outcome), checks: [...why, ...outcomeChecks(outcome)] };
  }
  const invoice = invoiceFromQrBill(bill);
  const checks = [...documentChecks(invoice, opened, options), ...outcomeChecks(outcome)];
  return { ...extraction('qr', invoice, checks, evidenceOf(invoice, 'qr')), outcome, usage: usageOf(asked) };
}

async function fromModels(
  model: NonNullable<ExtractOptions['model']>,
  opened: Opened,
  options: ExtractOptions,
): Promise<Extraction> {
  const first = await askModel(model, opened, options);
  const { outcome } = first.answer;
  if (outcome.kind !== 'read') return fromQrBill(opened, options, [first]);
  const invoice = invoiceFromModel(outcome.document);
  if (invoice === undefined) {
    // A payment slip says that there is something to pay, whatever the model takes the rest for.
    return opened.bills.length > 0
      ? fromQrBill(opened, options, [first])
      : ended('not_an_invoice', [first], outcome);
  }

  const second =
    options.secondOpinion === undefined ? undefined : await askModel(options.secondOpinion, opened, options);
  const evidence = modelEvidence(
    outcome.document,
    opened.contents.pages.map(({ text }) => text),
  );
  const opinion = checkSecondOpinion(
    invoice,
    second === undefined ? undefined : invoiceOf(second.answer.outcome),
  );
  const foundInText = checkEvidenceFound(evidence);
  const [bill] = opened.bills;
  const isCompleted = bill !== undefined && opened.bills.length === 1;
  const completed = isCompleted ? completeFromQrBill(invoice, bill) : invoice;
  const checks = [
    ...documentChecks(completed, opened, options),
    ...outcomeChecks(outcome),
    checkValuesMatchPrint(evidence),
    foundInText,
    opinion,
    checkConfirmed([foundInText, opinion]),
  ];
  return {
    ...extraction(isCompleted ? 'model+qr' : 'model', completed, checks, [
      ...evidence,
      ...(isCompleted ? onlyInQrBill(bill, evidence) : []),
    ]),
    outcome,
    usage: usageOf(second === undefined ? [first] : [first, second]),
  };
}

/** What the model did not see, and the code says. */
function onlyInQrBill(bill: QrBill, evidence: readonly FieldEvidence[]): FieldEvidence[] {
  const seen = new Set(evidence.map(({ field }) => field));
  const isTaken = /^(number|issueDate|supplyDate|currency|due)$|^(payment|supplier)\./;
  return evidenceOf(invoiceFromQrBill(bill), 'qr').filter(
    ({ field }) => isTaken.test(field) && !seen.has(field),
  );
}

const invoiceOf = (outcome: ModelOutcome): Invoice | undefined =>
  outcome.kind === 'read' ? invoiceFromModel(outcome.document) : undefined;

function documentChecks(
  invoice: Invoice,
  { contents, bills }: Omit<Opened, 'bytes'>,
  { now = Date.now, ...options }: ExtractOptions,
): CheckResult[] {
  return [
    ...checkInvoice(invoice, { ...options, now: now() }),
    checkHiddenText(contents.pages),
    checkQrAgreement(invoice, bills),
  ];
}

/** What a model read is confirmed by something besides it; a model alone may invent a whole, consistent invoice. */
const checkConfirmed = (confirmations: readonly CheckResult[]): CheckResult =>
  checkResult('confirmed', {
    applies: true,
    complaints: confirmations.some(({ verdict }) => verdict === 'pass')
      ? []
      : [
          {
            field: '',
            message: 'Nothing confirms what the model read: neither a text layer nor a second opinion.',
          },
        ],
  });

/** Without XML, QR-bill and model nothing was read, which is no verdict on the document. */
const checkReadable = (bills: readonly QrBill[], outcome: ModelOutcome | null): CheckResult =>
  checkResult('readable', {
    applies: true,
    complaints:
      bills.length > 0 || outcome !== null
        ? []
        : [{ field: '', message: 'There is no e-invoice and no QR-bill to read, and no model was asked.' }],
  });

const outcomeChecks = (outcome: ModelOutcome | null): CheckResult[] => [
  checkResult('model_outcome', {
    applies: outcome !== null,
    complaints:
      outcome === null || outcome.kind === 'read'
        ? []
        : [{ field: '', message: `The model's answer ended as ${outcome.kind}.` }],
  }),
];

const extraction = (
  source: ExtractionSource,
  invoice: Invoice,
  checks: readonly CheckResult[],
  evidence: readonly FieldEvidence[],
): Extraction => ({
  status: decideStatus(checks),
  invoice,
  checks,
  evidence,
  source,
  outcome: null,
  usage: usageOf([]),
});

const ended = (
  status: Extraction['status'],
  asked: readonly Asked[],
  outcome: ModelOutcome | null,
): Extraction => ({
  status,
  invoice: null,
  checks: outcomeChecks(outcome),
  evidence: [],
  source: 'none',
  outcome,
  usage: usageOf(asked),
});
