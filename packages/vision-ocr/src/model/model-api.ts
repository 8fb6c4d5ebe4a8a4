import type { z } from 'zod';
import type { ModelInput } from './model-input.ts';
import type { ModelOutcome, TokenUsage } from './model-outcome.ts';

/** What every request of one model has. */
export interface ModelSettings {
  model: string;
  /** How finely the model looks at pictures. `low` is not offered: it shows a page at 512 pixels. */
  detail: 'auto' | 'high' | 'original';
  maxOutputTokens: number;
}

/** One of the two APIs that OpenAI and servers like it have. */
export interface ModelApi<Schema extends z.ZodType> {
  path: `/${string}`;
  answerSchema: Schema;
  body(settings: ModelSettings, input: ModelInput): object;
  outcome(answer: z.infer<Schema>): ModelOutcome;
  usage(answer: z.infer<Schema>): TokenUsage | null;
}
