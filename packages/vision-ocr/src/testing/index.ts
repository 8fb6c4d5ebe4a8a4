/**
 * # Testing your own code against a vision model
 *
 * A server that speaks OpenAI's Responses API and Chat Completions, as msw handlers, with scripted answers and
 * every way a call can end.
 *
 * @packageDocumentation
 */
export {
  answered,
  failedWith,
  filtered,
  quotaExceeded,
  rateLimited,
  refused,
  type ScriptedAnswer,
  serverError,
  truncated,
} from './answer-script.ts';
export { ciiXml } from './cii-xml.ts';
export { exampleInvoice } from './example-invoice.ts';
export { handlerFetch } from './handler-fetch.ts';
export { modelInvoice, type Print } from './model-invoice.ts';
export {
  createOpenAiServer,
  type ModelRequest,
  type OpenAiServer,
  type OpenAiServerOptions,
} from './openai-server.ts';
export { scriptedModel } from './scripted-model.ts';
export { serve } from './serve.ts';
