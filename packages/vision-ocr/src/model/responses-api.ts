import { zodTextFormat } from 'openai/helpers/zod';
import type {
  ResponseCreateParamsNonStreaming,
  ResponseInputContent,
} from 'openai/resources/responses/responses';
import { z } from 'zod';
import { instructions } from './instructions.ts';
import type { ModelApi } from './model-api.ts';
import { dataUrl, type ModelInput } from './model-input.ts';
import { modelInvoiceSchema } from './model-invoice.ts';
import type { ModelOutcome } from './model-outcome.ts';
import { readAnswer } from './read-answer.ts';

const answerSchema = z.looseObject({
  id: z.string().nullish(),
  model: z.string().nullish(),
  status: z.string().nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  incomplete_details: z.looseObject({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.looseObject({
      type: z.string(),
      content: z
        .array(z.looseObject({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() }))
        .nullish(),
    }),
  ),
  usage: z
    .looseObject({
      input_tokens: z.number(),
      input_tokens_details: z
        .looseObject({ cached_tokens: z.number().nullish(), cache_write_tokens: z.number().nullish() })
        .nullish(),
      output_tokens: z.number(),
      output_tokens_details: z.looseObject({ reasoning_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

type Answer = z.infer<typeof answerSchema>;

/** OpenAI's Responses API: `POST /responses`. Wire shapes by the types of the package `openai` 7.57. */
export const responsesApi: ModelApi<typeof answerSchema> = {
  path: '/responses',
  answerSchema,
  body({ model, detail, maxOutputTokens }, input): ResponseCreateParamsNonStreaming {
    return {
      model,
      instructions,
      input: [{ role: 'user', content: content(input, detail) }],
      text: { format: zodTextFormat(modelInvoiceSchema, 'invoice') },
      max_output_tokens: maxOutputTokens,
      // It would be kept for 30 days or longer.
      store: false,
    };
  },
  outcome: outcomeOf,
  usage: ({ usage }) =>
    usage
      ? {
          inputTokens: usage.input_tokens,
          cachedInputTokens: usage.input_tokens_details?.cached_tokens ?? 0,
          cacheWriteTokens: usage.input_tokens_details?.cache_write_tokens ?? 0,
          outputTokens: usage.output_tokens,
          reasoningTokens: usage.output_tokens_details?.reasoning_tokens ?? 0,
        }
      : null,
};

function content(input: ModelInput, detail: 'auto' | 'high' | 'original'): ResponseInputContent[] {
  if (input.kind === 'pdf')
    return [
      { type: 'input_file', filename: 'document.pdf', file_data: dataUrl('application/pdf', input.bytes) },
    ];
  return input.pages.flatMap(({ mediaType, bytes }, index) => [
    { type: 'input_text', text: `Page ${index + 1} of ${input.pages.length}:` },
    { type: 'input_image', detail, image_url: dataUrl(mediaType, bytes) },
  ]);
}

/** `output_parsed === null` would mean four different things: the status comes first, then a refusal. */
function outcomeOf(answer: Answer): ModelOutcome {
  if (answer.status === 'failed' || answer.error)
    return { kind: 'failed', code: answer.error?.code ?? 'unknown', message: answer.error?.message ?? '' };
  if (answer.status === 'incomplete') {
    const reason = answer.incomplete_details?.reason ?? 'unknown';
    return reason === 'content_filter' ? { kind: 'content_filter' } : { kind: 'truncated', reason };
  }
  if (answer.status !== 'completed' && answer.status !== null && answer.status !== undefined)
    return { kind: 'failed', code: answer.status, message: 'The answer was not completed.' };
  const parts = answer.output.flatMap((item) => (item.type === 'message' ? (item.content ?? []) : []));
  const refusal = parts.find((part) => part.type === 'refusal')?.refusal;
  if (refusal !== undefined && refusal !== null) return { kind: 'refused', refusal };
  return readAnswer(parts.map((part) => (part.type === 'output_text' ? (part.text ?? '') : '')).join(''));
}
