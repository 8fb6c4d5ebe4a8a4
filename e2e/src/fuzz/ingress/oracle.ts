import { createHmac } from 'node:crypto';
import type { Call } from './call.ts';
import { collectionsInDirectus, connections, frozenNow, hintSecrets, holds } from './secrets.ts';

/** How a call is answered; `closed`: not at all, the connection ends; `silence`: not in time, which is never right. */
export type Answer = number | 'closed' | 'silence';

/** What a call would leave in the store. */
export interface Effect {
  /** `<side> <record>` of each row that is to be looked at. */
  readonly hints: readonly string[];
  /** `<side> <body as JSON>` of what is kept for a person. */
  readonly findings: readonly string[];
}

/** The judgement on a call. It shares no code with the worker, and follows the facts about both senders. */
export interface Verdict {
  readonly kind: 'genuine' | 'forged' | 'broken' | 'storage fails' | 'elsewhere';
  readonly answers: (answer: Answer) => boolean;
  /** What must be stored where it was acknowledged, and must not where it was not. */
  readonly effect: Effect;
  /** What may be stored though it was not acknowledged: the store did it, and its answer was lost. */
  readonly allowed: Effect;
  /** Invoice Ninja calls such an address: 404, 405 and 410 end its subscription. */
  readonly isNinjaPath: boolean;
}

const nothing: Effect = { hints: [], findings: [] };
const oneOf =
  (...answers: readonly Answer[]) =>
  (answer: Answer): boolean =>
    answers.includes(answer);

/** Judges a call. @param isDown the store refuses everything meanwhile */
export function judge(call: Call, isDown: boolean): Verdict {
  const path = pathOf(call.target);
  const isNinjaPath = path !== undefined && (path === '/hooks' || path.startsWith('/hooks/'));
  const common = { effect: nothing, allowed: nothing, isNinjaPath };
  if (path === undefined || isBroken(call))
    return {
      ...common,
      kind: 'broken',
      answers: (answer) => refusesBroken(answer) || (isNearlyTooLong(call) && answer === 403),
    };
  const content = isNinjaPath
    ? ninjaContent(call, path)
    : path === '/hints/directus'
      ? hintContent(call)
      : 'elsewhere';
  // Of a body that never comes to its end, nothing may be kept; who it is from is another question.
  if (!isWhole(call)) {
    const accepted =
      call.framing === 'length too short' && typeof content !== 'string'
        ? prefixOf(call, isNinjaPath, path)
        : nothing;
    return {
      ...common,
      kind: 'broken',
      allowed: accepted,
      effect: accepted,
      answers: (answer) =>
        refusesBroken(answer) ||
        answer === 403 ||
        answer === 413 ||
        (accepted !== nothing && (answer === 204 || answer === 429 || answer === 503)) ||
        (content === 'elsewhere' && answer === 200) ||
        (answer === 404 && !isNinjaPath),
    };
  }
  if (content === 'elsewhere') return { ...common, kind: 'elsewhere', answers: oneOf(200, 404) };
  if (content === 'no such method') return { ...common, kind: 'elsewhere', answers: oneOf(404, 405) };
  if (content === 'forged') return { ...common, kind: 'forged', answers: oneOf(403) };
  if (content === 'not understood') return { ...common, kind: 'genuine', answers: oneOf(400) };
  return judgeStored(content, common, isDown);
}

function judgeStored(
  effect: Effect,
  common: Pick<Verdict, 'effect' | 'allowed' | 'isNinjaPath'>,
  isDown: boolean,
): Verdict {
  const everything = [...effect.hints, ...effect.findings].join('\n');
  const isEmpty = everything === '';
  const fails = (isDown && !isEmpty) || holds(everything, 'down');
  const isLost = !fails && holds(everything, 'lost');
  if (!fails && !isLost) return { ...common, kind: 'genuine', effect, answers: oneOf(204) };
  // 429 and 503 both say: not stored. To Invoice Ninja neither is the end of a subscription.
  return {
    ...common,
    kind: 'storage fails',
    answers: common.isNinjaPath ? oneOf(429) : oneOf(503),
    allowed: isLost ? effect : nothing,
  };
}

/** Refused by the server before anybody looks into it. */
const refusesBroken = oneOf(400, 408, 411, 413, 417, 431, 501, 'closed');

const knownMethods =
  /^(?:ACL|BIND|CHECKOUT|COPY|DELETE|GET|HEAD|LINK|LOCK|M-SEARCH|MERGE|MKACTIVITY|MKCALENDAR|MKCOL|MOVE|NOTIFY|OPTIONS|PATCH|POST|PROPFIND|PROPPATCH|PURGE|PUT|QUERY|REBIND|REPORT|SEARCH|SOURCE|SUBSCRIBE|TRACE|UNBIND|UNLINK|UNLOCK|UNSUBSCRIBE)$/;

/** Bytes of a head that every server takes; how Node counts up to its own 16 KB is its own business. */
const longestHead = 15_000;

/** Bytes of a header that are neither its name nor its value: Node leaves them out when it counts. */
const separators = 4;

const headSize = ({ headers, target }: Pick<Call, 'headers' | 'target'>): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length + separators, target.length);

/** The head is too long by little: whoever takes it must refuse it, since nothing that is proven is that long. */
const isNearlyTooLong = (call: Call): boolean =>
  headSize(call) > longestHead && headSize(call) - separators * call.headers.length < 17_000;

/** No request of HTTP/1.1 at all, as far as its head goes. */
function isBroken({ method, target, headers, framing }: Call): boolean {
  return (
    !knownMethods.test(method) ||
    framing === 'length twice' ||
    framing === 'length and chunked' ||
    framing === 'length that is none' ||
    // oxlint-disable-next-line no-control-regex -- bytes that a header may not have
    headers.some(([, value]) => /[\0-\x08\n-\x1F\x7F]/.test(value)) ||
    headSize({ target, headers }) > longestHead
  );
}

const isWhole = ({ framing }: Call): boolean =>
  framing === 'length' || framing === 'chunked' || framing === 'chunked with a trailer' || framing === 'none';

/** Path without dots and without escapes that need none; `undefined`: no address that a server has to take. */
function pathOf(target: string): string | undefined {
  const [path = ''] = target.split(/[?#]/);
  if (path.includes('\\') || /[^\x21-\x7E]/.test(target)) return undefined;
  const { pathname } = new URL(`http://host${path}`);
  return pathname.replaceAll(/%([2-7][\da-f])/gi, (escape, hex: string) => {
    const plain = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(plain) ? plain : escape;
  });
}

const valuesOf = ({ headers }: Call, name: string): string[] =>
  headers
    .filter(([one]) => one.toLowerCase() === name)
    .map(([, value]) => value.replaceAll(/^[\t ]+|[\t ]+$/g, ''));

const streams: Readonly<Record<string, string>> = {
  client: 'clients',
  product: 'products',
  quote: 'quotes',
  invoice: 'invoices',
  payment: 'payments',
  expense: 'expenses',
};

function ninjaContent(call: Call, path: string): Effect | 'forged' {
  const [, connection = '', entity = '', action = ''] =
    /^\/hooks\/([^/]+)\/([a-z]+)-([a-z]+)$/.exec(path) ?? [];
  const [secrets] = Object.entries(connections).flatMap(([name, own]) =>
    name === connection ? [own as readonly string[]] : [],
  );
  const stream = Object.entries(streams).find(([name]) => name === entity)?.[1];
  const isEvent =
    ['create', 'update', 'delete', 'restore'].includes(action) ||
    (action === 'sent' && (entity === 'quote' || entity === 'invoice')) ||
    (action === 'approve' && entity === 'quote');
  const [secret, ...more] = valuesOf(call, 'x-unified-sync-secret');
  if (secrets === undefined || stream === undefined || !isEvent || secret === undefined || more.length > 0)
    return 'forged';
  if (!secrets.includes(secret) || (call.method !== 'POST' && call.method !== 'PUT')) return 'forged';
  const text = textOf(call);
  const record = objectIn(text);
  const id = record?.['id'];
  if (record === undefined || !isHashedId(id))
    return { hints: [], findings: [`${connection}.${stream} ${JSON.stringify(text)}`] };
  const invoices =
    stream === 'payments'
      ? [
          ...membersOf(record, 'invoices').map((one) => one['id']),
          ...membersOf(record, 'paymentables').map((one) => one['invoice_id']),
        ]
      : stream === 'quotes'
        ? [record['invoice_id']]
        : [];
  return {
    hints: [
      `${connection}.${stream} ${id}`,
      ...invoices.filter(isHashedId).map((one) => `${connection}.invoices ${one}`),
    ],
    findings: [],
  };
}

function hintContent(call: Call): Effect | 'forged' | 'not understood' | 'no such method' {
  if (call.method !== 'POST') return 'no such method';
  const [timestamp = '', ...times] = valuesOf(call, 'x-unified-sync-timestamp');
  const [signature = '', ...signatures] = valuesOf(call, 'x-unified-sync-signature');
  const body = bodyOf(call);
  const expected = hintSecrets.map(
    (secret) =>
      `v1=${createHmac('sha256', secret)
        .update(`${timestamp}.${body.toString('latin1')}`, 'latin1')
        .digest('hex')}`,
  );
  const isFresh = /^\d{13}$/.test(timestamp) && Math.abs(Number(timestamp) - frozenNow) <= 300_000;
  if (times.length + signatures.length > 0 || !isFresh || !expected.includes(signature)) return 'forged';
  const message = objectIn(textOf(call));
  const hints = message?.['hints'];
  if (typeof message?.['incomplete'] !== 'boolean' || !Array.isArray(hints) || hints.length > 10_000)
    return 'not understood';
  const records: string[] = [];
  for (const hint of hints as unknown[]) {
    if (!isObject(hint) || typeof hint['collection'] !== 'string' || !Array.isArray(hint['ids']))
      return 'not understood';
    const name = collectionsInDirectus.get(hint['collection']);
    for (const id of hint['ids'] as unknown[]) {
      if (typeof id !== 'string') return 'not understood';
      if (name !== undefined && /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(id))
        records.push(`hub ${name}/${id.toLowerCase()}`);
    }
  }
  return { hints: records, findings: [] };
}

/** What a server may take a call for whose body is declared too short: a shorter call, and rubbish behind it. */
function prefixOf(call: Call, isNinjaPath: boolean, path: string): Effect {
  const shorter: Call = {
    ...call,
    framing: 'length',
    body: call.body.subarray(0, Math.floor(call.body.length / 2)),
  };
  const content = isNinjaPath ? ninjaContent(shorter, path) : hintContent(shorter);
  return typeof content === 'string' ? nothing : content;
}

const bodyOf = ({ body, framing }: Call): Buffer => (framing === 'none' ? Buffer.alloc(0) : body);

function textOf(call: Call): string {
  const text = bodyOf(call).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

type Row = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectIn(text: string): Row | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? Object.assign(Object.create(null), withoutPrototype(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** Own fields alone. */
const withoutPrototype = (value: Row): Row =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== '__proto__'));

const membersOf = (record: Row, name: string): Row[] => {
  const list = record[name];
  return Array.isArray(list) ? (list as unknown[]).filter(isObject) : [];
};

/** Ten or more letters and digits; no id of Invoice Ninja is longer than a hundred. */
const isHashedId = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length >= 10 &&
  value.length <= 100 &&
  Array.from(value).every(
    (one) => (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z'),
  );
