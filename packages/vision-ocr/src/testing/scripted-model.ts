import { createVisionModel, type VisionModel, type VisionModelOptions } from '../model/vision-model.ts';
import type { ScriptedAnswer } from './answer-script.ts';
import { handlerFetch } from './handler-fetch.ts';
import { createOpenAiServer, type OpenAiServer } from './openai-server.ts';

const atOnce = (): Promise<void> => Promise.resolve();

/** A model that talks to a mock of its own, waits for nothing, and gives these answers. */
export function scriptedModel(
  options: Partial<VisionModelOptions> = {},
  ...answers: readonly ScriptedAnswer[]
): { server: OpenAiServer; model: VisionModel } {
  const server = createOpenAiServer();
  server.script(...answers);
  const { apiKey, baseURL } = server;
  const fetch = handlerFetch(server);
  return {
    server,
    model: createVisionModel({ apiKey, baseURL, model: 'gpt-5.5', fetch, sleep: atOnce, ...options }),
  };
}
