import { zodResponseFormat } from 'openai/helpers/zod';
import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsNonStreaming,
} from 'openai/resources/chat/completions';
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
  choices: z.array(
    z.looseObject({
      finish_reason: z.string().nullish(),
      message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z
    .looseObject({
      prompt_tokens: z.number(),
      prompt_tokens_details: z.looseObject({ cached_tokens: z.number().nullish() }).nullish(),
      completion_tokens: z.number(),
      completion_tokens_details: z.looseObject({ reasoning_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

/** Chat Completions, `POST /chat/completions`: what most other servers speak. Pictures and PDFs only. */
export const chatApi: ModelApi<typeof answerSchema> = {
  path: '/chat/completions',
  answerSchema,
  body({ model, detail, maxOutputTokens }, input): ChatCompletionCreateParamsNonStreaming {
    return {
      model,
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: content(input, detail) },
      ],
      response_format: zodResponseFormat(modelInvoiceSchema, 'invoice'),
      max_completion_tokens: maxOutputTokens,
      store: false,
    };
  },
  outcome: outcomeOf,
  usage: ({ usage }) =>
    usage
      ? {
          inputTokens: usage.prompt_tokens,
          cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
          cacheWriteTokens: 0,
          outputTokens: usage.completion_tokens,
          reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
        }
      : null,
};

function content(input: ModelInput, detail: 'auto' | 'high' | 'original'): ChatCompletionContentPart[] {
  if (input.kind === 'pdf')
    return [
      {
        type: 'file',
        file: { filename: 'document.pdf', file_data: dataUrl('application/pdf', input.bytes) },
      },
    ];
  return input.pages.flatMap(({ mediaType, bytes }, index): ChatCompletionContentPart[] => [
    { type: 'text', text: `Page ${index + 1} of ${input.pages.length}:` },
    { type: 'image_url', image_url: { url: dataUrl(mediaType, bytes), detail } },
  ]);
}

function outcomeOf({ choices }: z.infer<typeof answerSchema>): ModelOutcome {
  const [choice] = choices;
  if (choice === undefined) return { kind: 'invalid_answer', issues: ['The answer has no choice.'] };
  if (choice.finish_reason === 'length') return { kind: 'truncated', reason: 'length' };
  if (choice.finish_reason === 'content_filter') return { kind: 'content_filter' };
  // A refusal finishes with "stop", like an answer.
  if (choice.message.refusal) return { kind: 'refused', refusal: choice.message.refusal };
  return readAnswer(choice.message.content ?? '');
}
