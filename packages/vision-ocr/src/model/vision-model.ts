import { ApiError, type ClientOptions, createHttpClient, type HttpClient } from '@unified-sync/http-client';
import type { z } from 'zod';
import { chatApi } from './chat-api.ts';
import { errorCode, mapError } from './map-error.ts';
import type { ModelApi, ModelSettings } from './model-api.ts';
import type { ModelInput } from './model-input.ts';
import { schemaVersion } from './model-invoice.ts';
import type { ModelAnswer } from './model-outcome.ts';
import { costUsd, defaultPrices, type PriceTable } from './prices.ts';
import { responsesApi } from './responses-api.ts';

/** Options of {@link createVisionModel}. */
export interface VisionModelOptions extends ClientOptions {
  apiKey: string;
  /** Name of a model that sees pictures and keeps to strict schemas. No default: models go out of service. */
  model: string;
  /** Root of an OpenAI-compatible API. @default 'https://api.openai.com/v1' */
  baseURL?: string;
  /** Which of the two APIs the server has. @default 'responses' */
  api?: 'responses' | 'chat';
  /** How finely pictures are looked at; `original` where the model has it. @default 'high' */
  detail?: 'auto' | 'high' | 'original';
  /** Reasoning counts too: with too few, the answer is cut off. @default 32_000 */
  maxOutputTokens?: number;
  /** @default defaultPrices */
  prices?: PriceTable;
  /** Milliseconds allowed for one attempt. @default 120_000 */
  timeout?: number;
  /** Milliseconds allowed for a call with all its retries and waits. @default 300_000 */
  deadline?: number;
}

/** A model that reads invoices from pictures. */
export interface VisionModel {
  /** What its answers depend on: API, server, model, settings and schema version. Part of a cache key. */
  readonly id: string;
  readonly model: string;
  /**
   * Asks the model once, whatever the number of pages.
   *
   * @throws {ApiError} when there was no answer, or an error. How an answer ended is its `outcome`.
   */
  read(input: ModelInput, options?: { signal?: AbortSignal | undefined }): Promise<ModelAnswer>;
  /** For whatever there is no method for: same credentials, retries and errors. */
  http: HttpClient;
}

/**
 * Makes a model of OpenAI, or of any server that speaks its API.
 *
 * A call that got no answer is sent again, as often as `maxRetries` says: nothing is stored and nothing moves,
 * but an answer that was lost on its way may be billed twice.
 *
 * @throws {TypeError} at once, when an option is of the wrong shape; the message names it.
 * @example
 * const model = createVisionModel({ apiKey, model: 'gpt-5.5' });
 */
export function createVisionModel(options: VisionModelOptions): VisionModel {
  const {
    apiKey,
    model,
    baseURL = 'https://api.openai.com/v1',
    api = 'responses',
    detail = 'high',
    maxOutputTokens = 32_000,
    prices = defaultPrices,
    ...clientOptions
  } = options;
  for (const [name, value] of Object.entries({ apiKey, model }))
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value))
      throw new TypeError(
        `${name}: expected text without spaces, got ${value === '' ? 'none' : 'something else'}.`,
      );

  const http = createHttpClient({
    timeout: 120_000,
    deadline: 300_000,
    ...clientOptions,
    provider: 'openai',
    baseUrl: baseURL,
    secrets: [apiKey],
    mapError,
    authorize: (headers) => headers.set('Authorization', `Bearer ${apiKey}`),
  });
  const settings: ModelSettings = { model, detail, maxOutputTokens };
  const read: VisionModel['read'] = async (input, { signal } = {}) =>
    await (api === 'chat'
      ? ask(http, chatApi, { settings, prices, input, signal })
      : ask(http, responsesApi, { settings, prices, input, signal }));

  return { id: [api, baseURL, model, detail, `schema-${schemaVersion}`].join(' '), model, read, http };
}

interface Question {
  settings: ModelSettings;
  prices: PriceTable;
  input: ModelInput;
  signal: AbortSignal | undefined;
}

type Envelope = z.ZodType<{ id?: string | null | undefined; model?: string | null | undefined }>;

const unreadable: Pick<ModelAnswer, 'outcome'> = {
  outcome: { kind: 'invalid_answer', issues: ['The answer has another shape than the API.'] },
};

async function ask<Schema extends Envelope>(
  http: HttpClient,
  api: ModelApi<Schema>,
  { settings, prices, input, signal }: Question,
): Promise<ModelAnswer> {
  const unanswered = { model: settings.model, servedModel: null, responseId: null, schemaVersion };
  try {
    const json = api.body(settings, input);
    const sent = await http.request('POST', api.path, {
      schema: api.answerSchema,
      json,
      signal,
      repeatable: true,
    });
    // In `validate: 'warn'` it may be anything.
    const parsed = api.answerSchema.safeParse(sent);
    if (!parsed.success) return { ...unanswered, ...unreadable, usage: null, costUsd: null };
    const answer = parsed.data;
    const usage = api.usage(answer);
    const servedModel = answer.model ?? null;
    return {
      ...unanswered,
      outcome: api.outcome(answer),
      servedModel,
      responseId: answer.id ?? null,
      usage,
      costUsd: costUsd(servedModel ?? settings.model, usage, prices),
    };
  } catch (error) {
    if (!ApiError.isInstance(error) || errorCode(error.data) !== 'insufficient_quota') throw error;
    // Refused before anything was read, so this zero is known.
    return {
      ...unanswered,
      outcome: { kind: 'quota_exceeded', message: error.message },
      usage: null,
      costUsd: '0',
    };
  }
}
