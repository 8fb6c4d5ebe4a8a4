/** One answer that the server gives to a call of a model. */
export type ScriptedAnswer =
  /** The text that the model writes; an object is sent as its JSON. */
  | { kind: 'text'; answer: unknown }
  | { kind: 'refusal'; refusal: string }
  /** Cut off by `max_output_tokens`, with the beginning of an answer. */
  | { kind: 'truncated' }
  | { kind: 'content_filter' }
  /** HTTP 200 with `status: failed`; the chat API answers with HTTP 500 instead. */
  | { kind: 'failed'; code: string; message: string }
  | {
      kind: 'error';
      status: number;
      code: string | null;
      type: string;
      message: string;
      headers?: Record<string, string>;
    };

/** The model reads the document. `answer` has the shape of `modelInvoiceSchema`, or breaks it on purpose. */
export const answered = (answer: unknown): ScriptedAnswer => ({ kind: 'text', answer });

/** The model declines. */
export const refused = (refusal = "I can't help with that."): ScriptedAnswer => ({
  kind: 'refusal',
  refusal,
});

/** The answer is cut off. */
export const truncated = (): ScriptedAnswer => ({ kind: 'truncated' });

/** A filter stops the answer. */
export const filtered = (): ScriptedAnswer => ({ kind: 'content_filter' });

/** A failure in an answer with status 200, e.g. `server_error`, `invalid_image_format`. */
export const failedWith = (code: string, message = 'The request failed.'): ScriptedAnswer => ({
  kind: 'failed',
  code,
  message,
});

/** The account has no credit left: 429, as for too many requests, with another code. */
export const quotaExceeded = (): ScriptedAnswer => ({
  kind: 'error',
  status: 429,
  code: 'insufficient_quota',
  type: 'insufficient_quota',
  message: 'You exceeded your current quota, please check your plan and billing details.',
});

/** Too many requests or tokens in this minute. */
export const rateLimited = (retryAfterSeconds = 1): ScriptedAnswer => ({
  kind: 'error',
  status: 429,
  code: 'rate_limit_exceeded',
  type: 'tokens',
  message: 'Rate limit reached.',
  headers: { 'retry-after': String(retryAfterSeconds) },
});

/** The server fails. */
export const serverError = (status = 500): ScriptedAnswer => ({
  kind: 'error',
  status,
  code: null,
  type: 'server_error',
  message: 'The server had an error while processing your request.',
});
