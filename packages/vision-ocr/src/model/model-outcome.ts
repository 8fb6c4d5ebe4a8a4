import type { ModelInvoice } from './model-invoice.ts';

/** How a call of a model ended. Only `read` has an invoice; each other kind has another remedy. */
export type ModelOutcome =
  | { kind: 'read'; document: ModelInvoice }
  /** The model declined. */
  | { kind: 'refused'; refusal: string }
  /** The answer was cut off: raise `maxOutputTokens`, or send fewer pages. */
  | { kind: 'truncated'; reason: string }
  /** A filter of the provider stopped the answer. */
  | { kind: 'content_filter' }
  /** The provider says that it failed, in an answer that looks like success. */
  | { kind: 'failed'; code: string; message: string }
  /** The account has no credit left: nothing was read, and asking again does not help until somebody pays. */
  | { kind: 'quota_exceeded'; message: string }
  /** The answer is no JSON, or of another shape; servers without strict schemas do that. */
  | { kind: 'invalid_answer'; issues: readonly string[] };

/** Tokens of one call, as the provider counted them; `null` where it did not say. */
export interface TokenUsage {
  /** Those from and into the cache included. */
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  /** Reasoning included. */
  outputTokens: number;
  reasoningTokens: number;
}

/** What a model answered, and what is needed to compare or replay it. */
export interface ModelAnswer {
  outcome: ModelOutcome;
  /** The model that was asked for. */
  model: string;
  /** The one that answered, e.g. with its date; `null` where the server does not say. */
  servedModel: string | null;
  /** The provider's id of the answer. */
  responseId: string | null;
  schemaVersion: string;
  usage: TokenUsage | null;
  /** US dollars as decimal text; `null` where the tokens or the price of the model are unknown. */
  costUsd: string | null;
}
