import { createRevolutClient } from '../src/revolut-client.ts';
import { revolutErrorCode } from '../src/error-body.ts';
import { parseWebhook } from '../src/webhooks/parse-webhook.ts';
import { verifyWebhook } from '../src/webhooks/verify-webhook.ts';
import { exampleSchemas } from './example-schemas.ts';

/** What an example is, by the name of its file. */
const responseName = /^(\w+)\.response\.(\d{3})\./;

/** Says what is wrong with an example; `undefined` where all is well, `'skipped'` where there is nothing to read. */
export async function checkExample(file: string, text: string): Promise<string | undefined> {
  if (file === 'index.json' || file.includes('.request.')) return 'skipped';
  if (file.startsWith('auth.')) return checkToken(file, text);
  if (file === 'webhook.signature-vector.json') return await checkVector(text);
  if (file.startsWith('webhook.')) return checkWebhook(file, text);
  const [, operation = '', status = ''] = responseName.exec(file) ?? [];
  if (operation === '') return 'no example that this check knows';
  // A binary, of which the file holds a name alone.
  if (text.startsWith('"@')) return 'skipped';
  return status.startsWith('2') ? await checkAnswer(operation, text) : await checkError(Number(status), text);
}

/** Through the client itself, in its default mode. */
const clientThatGets = (response: () => Response) =>
  createRevolutClient({
    environment: 'sandbox',
    auth: { clientId: 'c', redirectUri: 'https://app.example.com', privateKey: 'unused', store: aToken },
    budget: { take: async () => undefined, pause: () => undefined },
    maxRetries: 0,
    fetch: async () => response(),
  });

const token = { accessToken: 'a', obtainedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER };
const aToken = { load: async () => token, replace: async () => token };

async function checkAnswer(operation: string, text: string): Promise<string | undefined> {
  const schema = exampleSchemas.get(operation);
  if (schema === undefined) return `no schema for ${operation}`;
  const { http } = clientThatGets(() => new Response(text));
  const error: unknown = await http.request('GET', '/1.0/x', { schema }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? `${error.name}: ${error.message}` : undefined;
}

async function checkError(status: number, text: string): Promise<string | undefined> {
  const { http } = clientThatGets(() => new Response(text, { status }));
  const error: unknown = await http.raw('GET', '/1.0/x').catch((reason: unknown) => reason);
  if (!(error instanceof Error) || error.name === 'HttpStatusError') return `no class for ${status}`;
  const { code, message }: { code?: number; message?: string } = JSON.parse(text);
  if (code !== revolutErrorCode(error)) return `the code ${code} is lost`;
  return message === undefined || error.message.includes(message.slice(0, 40))
    ? undefined
    : 'its message is lost';
}

async function checkVector(text: string): Promise<string | undefined> {
  const { secret, timestamp, raw_body: body, signature } = JSON.parse(text);
  const headers = { 'Revolut-Signature': signature, 'Revolut-Request-Timestamp': timestamp };
  const isGood = await verifyWebhook({ headers, body, secrets: [secret], now: () => Number(timestamp) });
  return isGood ? undefined : 'the signature does not fit';
}

function checkWebhook(file: string, text: string): string | undefined {
  const { event } = parseWebhook(text);
  return file.includes(`.${event}.`) ? undefined : `read as ${event}`;
}

/** The client reads tokens through `requestTokens`, which its own tests cover: here, what it builds on. */
function checkToken(file: string, text: string): string | undefined {
  const body: Record<string, unknown> = JSON.parse(text);
  const wanted = file.includes('.200.') ? ['access_token', 'expires_in'] : ['error', 'error_description'];
  const missing = wanted.filter((name) => !(name in body));
  return missing.length === 0 ? undefined : `without ${missing.join(', ')}`;
}
