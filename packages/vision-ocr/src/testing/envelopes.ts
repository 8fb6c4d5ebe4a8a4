import type { ScriptedAnswer } from './answer-script.ts';

type Success = Exclude<ScriptedAnswer, { kind: 'error' }>;

const text = ({ answer }: { answer: unknown }): string =>
  typeof answer === 'string' ? answer : JSON.stringify(answer);

/** What `POST /responses` answers; shape by the types of the package `openai` 7.57. */
export function responsesEnvelope(answer: Success, { id, model }: { id: string; model: string }): object {
  const message = (content: object): object[] => [
    { type: 'reasoning', id: `rs_${id}`, summary: [] },
    { type: 'message', id: `msg_${id}`, role: 'assistant', status: 'completed', content: [content] },
  ];
  const envelope = {
    id: `resp_${id}`,
    object: 'response',
    created_at: 1_780_000_000,
    model: `${model}-2026-04-23`,
    status: 'completed',
    error: null,
    incomplete_details: null,
    output: [] as object[],
    store: false,
    usage: {
      input_tokens: 2400,
      input_tokens_details: { cached_tokens: 400, cache_write_tokens: 0 },
      output_tokens: 900,
      output_tokens_details: { reasoning_tokens: 300 },
      total_tokens: 3300,
    },
  };
  switch (answer.kind) {
    case 'text':
      return { ...envelope, output: message({ type: 'output_text', text: text(answer), annotations: [] }) };
    case 'refusal':
      return { ...envelope, output: message({ type: 'refusal', refusal: answer.refusal }) };
    case 'truncated':
      return {
        ...envelope,
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: message({ type: 'output_text', text: '{"document_type":"inv', annotations: [] }),
      };
    case 'content_filter':
      return { ...envelope, status: 'incomplete', incomplete_details: { reason: 'content_filter' } };
    case 'failed':
      return {
        ...envelope,
        status: 'failed',
        error: { code: answer.code, message: answer.message },
        usage: null,
      };
  }
}

/** What `POST /chat/completions` answers. */
export function chatEnvelope(answer: Success, { id, model }: { id: string; model: string }): object {
  const finish: Record<Success['kind'], string> = {
    text: 'stop',
    refusal: 'stop',
    truncated: 'length',
    content_filter: 'content_filter',
    failed: 'stop',
  };
  const content =
    answer.kind === 'text' ? text(answer) : answer.kind === 'truncated' ? '{"document_type":"inv' : null;
  const refusal = answer.kind === 'refusal' ? answer.refusal : null;
  return {
    id: `chatcmpl-${id}`,
    object: 'chat.completion',
    created: 1_780_000_000,
    model: `${model}-2026-04-23`,
    choices: [
      { index: 0, finish_reason: finish[answer.kind], message: { role: 'assistant', content, refusal } },
    ],
    usage: {
      prompt_tokens: 2400,
      prompt_tokens_details: { cached_tokens: 400 },
      completion_tokens: 900,
      completion_tokens_details: { reasoning_tokens: 300 },
      total_tokens: 3300,
    },
  };
}
