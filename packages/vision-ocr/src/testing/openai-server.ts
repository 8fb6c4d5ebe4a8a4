import { http, HttpResponse, type RequestHandler } from 'msw';
import type { ScriptedAnswer } from './answer-script.ts';
import { chatEnvelope, responsesEnvelope } from './envelopes.ts';
import { strictSchemaIssues } from './strict-schema.ts';

/** A call as it arrived; pictures and files are in `body`. */
export interface ModelRequest {
  api: 'responses' | 'chat';
  body: { [key: string]: unknown };
}

/** Options of {@link createOpenAiServer}. */
export interface OpenAiServerOptions {
  /** @default 'https://api.openai.test/v1' */
  baseURL?: string;
  /** @default 'sk-test-0123456789' */
  apiKey?: string;
  /** What is answered when the script is empty. @default an error that says so */
  fallback?: ScriptedAnswer | ((request: ModelRequest) => ScriptedAnswer);
}

/** An OpenAI-compatible server for tests. */
export interface OpenAiServer {
  readonly handlers: readonly RequestHandler[];
  readonly baseURL: string;
  readonly apiKey: string;
  /** The calls so far, refused ones included. */
  readonly requests: readonly ModelRequest[];
  /** Adds answers; each is given once, in this order. */
  script(...answers: readonly ScriptedAnswer[]): void;
}

/**
 * Makes a server that speaks the Responses API and Chat Completions as OpenAI does: it checks the key, the model
 * and that the schema is one that strict mode takes, then gives what was scripted.
 *
 * @example
 * const openai = createOpenAiServer();
 * setupServer(...openai.handlers).listen();
 * openai.script(answered(modelInvoice({ number: 'RE-17' })), quotaExceeded());
 */
export function createOpenAiServer(options: OpenAiServerOptions = {}): OpenAiServer {
  const { baseURL = 'https://api.openai.test/v1', apiKey = 'sk-test-0123456789', fallback } = options;
  const requests: ModelRequest[] = [];
  const queue: ScriptedAnswer[] = [];

  const answerTo = async (api: ModelRequest['api'], request: Request): Promise<Response> => {
    if (request.headers.get('authorization') !== `Bearer ${apiKey}`)
      return failure({
        status: 401,
        code: 'invalid_api_key',
        type: 'invalid_request_error',
        message: 'Incorrect API key provided.',
      });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- clients send an object, and tests look at it
    const call: ModelRequest = { api, body: (await request.json()) as ModelRequest['body'] };
    requests.push(call);
    const complaint = requestComplaint(call);
    if (complaint !== undefined)
      return failure({ status: 400, code: null, type: 'invalid_request_error', message: complaint });

    const answer = queue.shift() ?? (typeof fallback === 'function' ? fallback(call) : fallback);
    if (answer === undefined)
      return failure({
        status: 400,
        code: 'nothing_scripted',
        type: 'mock',
        message: 'No answer was scripted for this call.',
      });
    if (answer.kind === 'error') return failure(answer);
    if (answer.kind === 'failed' && api === 'chat')
      return failure({ status: 500, code: answer.code, type: 'server_error', message: answer.message });
    const about = { id: String(requests.length), model: String(call.body['model']) };
    return HttpResponse.json(
      api === 'chat' ? chatEnvelope(answer, about) : responsesEnvelope(answer, about),
      {
        headers: { 'x-request-id': `req_${requests.length}` },
      },
    );
  };

  return {
    handlers: [
      http.post(`${baseURL}/responses`, async ({ request }) => await answerTo('responses', request)),
      http.post(`${baseURL}/chat/completions`, async ({ request }) => await answerTo('chat', request)),
    ],
    baseURL,
    apiKey,
    requests,
    script: (...answers) => void queue.push(...answers),
  };
}

/** `{ error: { message, type, param, code } }`, as every error of OpenAI. */
function failure(error: Omit<Extract<ScriptedAnswer, { kind: 'error' }>, 'kind'>): Response {
  const { status, message, type, code, headers } = error;
  return HttpResponse.json(
    { error: { message, type, param: null, code } },
    { status, headers: { 'x-request-id': 'req_failed', ...headers } },
  );
}

function requestComplaint({ api, body }: ModelRequest): string | undefined {
  if (typeof body['model'] !== 'string') return 'you must provide a model parameter';
  if (api === 'responses' && body['input'] === undefined) return "Missing required parameter: 'input'.";
  if (api === 'chat' && body['messages'] === undefined) return "Missing required parameter: 'messages'.";
  const [issue] = strictSchemaIssues(schemaOf(body));
  return issue === undefined ? undefined : `Invalid schema for response_format 'invoice': ${issue}.`;
}

/** Flat in one API, nested in the other. */
function schemaOf(body: ModelRequest['body']): unknown {
  const format = child(body['text'], 'format') ?? child(body['response_format'], 'json_schema');
  return child(format, 'schema');
}

const child = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
