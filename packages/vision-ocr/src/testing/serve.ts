import { serveMsw, type MswServer } from '@unified-sync/http-client/testing';
import type { OpenAiServer } from './openai-server.ts';

/** Serves the mock over real HTTP on 127.0.0.1, for other processes; its root is the path of `baseURL`. */
export async function serve(server: OpenAiServer, { port = 0 }: { port?: number } = {}): Promise<MswServer> {
  return await serveMsw({ handlers: server.handlers, port, origin: new URL(server.baseURL).origin });
}
