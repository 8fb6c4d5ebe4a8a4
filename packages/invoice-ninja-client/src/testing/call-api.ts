import { getResponse } from 'msw';
import type { EntityName, RecordOf } from './records/entity-data.ts';
import type { InvoiceNinjaServer } from './invoice-ninja-server.ts';

/** An answer with its body read. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text where it is none. */
  readonly body: unknown;
}

/** How {@link callApi} calls. */
export interface CallOptions {
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  token?: string;
}

/** Sends a request through the handlers, with the headers that a good client sends. */
export async function callApi(
  server: InvoiceNinjaServer,
  route: string,
  options: CallOptions = {},
): Promise<ApiAnswer> {
  const [method = 'GET', path = ''] = route.split(' ');
  const { body, token = server.token } = options;
  const isForm = body instanceof FormData;
  const request = new Request(`${server.baseUrl}/api/v1/${path}`, {
    method,
    redirect: 'manual',
    headers: {
      Accept: 'application/json',
      'X-Requested-With': 'XMLHttpRequest',
      'X-API-TOKEN': token,
      ...(!isForm && body !== undefined && { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
  const response = await getResponse([...server.handlers], request);
  if (response === undefined) throw new Error(`No handler answers ${route}.`);
  if (response.type === 'error') throw new TypeError('fetch failed');
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body: parsed };
}

/** The record in an answer; fails where the answer is an error. */
export function recordIn<Name extends EntityName>(_entity: Name, answer: ApiAnswer): RecordOf<Name> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test says what it asked for
  return successful(answer).data as RecordOf<Name>;
}

/** The records in an answer; fails where the answer is an error. */
export function recordsIn<Name extends EntityName>(_entity: Name, answer: ApiAnswer): RecordOf<Name>[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test says what it asked for
  return successful(answer).data as RecordOf<Name>[];
}

/** `meta.pagination` of a list. */
export function paginationIn(answer: ApiAnswer): Readonly<Record<string, unknown>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every list has it, which the tests show
  return (answer.body as { meta: { pagination: Record<string, unknown> } }).meta.pagination;
}

/** `errors` of a refusal. */
export function errorsIn({ body }: ApiAnswer): unknown {
  return typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined;
}

function successful({ status, body }: ApiAnswer): { data?: unknown } {
  if (status !== 200 || typeof body !== 'object')
    throw new Error(`Status ${status}: ${JSON.stringify(body)}`);
  return body ?? {};
}
