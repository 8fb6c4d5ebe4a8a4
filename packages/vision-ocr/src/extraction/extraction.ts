import type { CheckResult } from '../checks/check-result.ts';
import type { FieldEvidence } from '../evidence/field-evidence.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { ModelAnswer, ModelOutcome } from '../model/model-outcome.ts';

/** A call of a model, and what it took. `usage` and `costUsd` are `null` where the provider or the price table do not say. */
export interface ModelCall extends Omit<ModelAnswer, 'outcome'> {
  outcome: ModelOutcome['kind'];
  /** Answered from the cache: it cost nothing this time. */
  fromCache: boolean;
}

/** What all calls together took; `null` where one of them did not say. */
export interface ExtractionUsage {
  calls: readonly ModelCall[];
  inputTokens: number | null;
  outputTokens: number | null;
  /** US dollars as decimal text. */
  costUsd: string | null;
}

/** Where the invoice comes from: `model+qr` was read by a model and completed by its QR-bill. */
export type ExtractionSource = 'xml' | 'qr' | 'model' | 'model+qr' | 'none';

/** What came out of a file. */
export interface Extraction {
  /**
   * `verified`: every blocking check passes, nothing needed is missing, and what a model read is confirmed by the
   * text of the document or by a second model. `needs_review`: a person has to look; `checks` says at what.
   */
  status: 'verified' | 'needs_review' | 'not_an_invoice';
  /** `null` where nothing could be read, or there is nothing to read. */
  invoice: Invoice | null;
  checks: readonly CheckResult[];
  evidence: readonly FieldEvidence[];
  source: ExtractionSource;
  /** How the model's answer ended; `null` where none was asked. */
  outcome: ModelOutcome | null;
  usage: ExtractionUsage;
}
