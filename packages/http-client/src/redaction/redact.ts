import { isSecretName } from './secret-names.ts';
import { secretForms } from './secret-forms.ts';

const redacted = '[redacted]';
const deepest = 40;

/** Takes secrets out of text and of values. */
export interface Redactor {
  text(text: string): string;
  value(value: unknown): unknown;
}

/**
 * Gives a copy of `value` without secrets: without the given ones in any of their written forms (plain,
 * URL-encoded, base64, JSON), without `Bearer`, `Basic` and JWT values, without query strings, and without
 * whatever stands under a secret's name (`token`, `password`, `api_key` …). The shape of plain data stays.
 *
 * @example
 * redact({ token: 'abc', note: 'sent abc' }, ['abc']) // { token: '[redacted]', note: 'sent [redacted]' }
 */
export function redact(value: unknown, secrets: readonly string[] = []): unknown {
  return createRedactor(secrets).value(value);
}

export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = secretForms(secrets);
  const text = (input: string): string => {
    let output = input;
    for (const form of forms) output = output.replaceAll(form, redacted);
    return withoutPatterns(output);
  };
  return { text, value: (value) => copy(value, { text, seen: new Set(), depth: 0, hidden: false }) };
}

/** Shapes that are secret whatever their value is. */
function withoutPatterns(text: string): string {
  return text
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${redacted}`)
    .replaceAll(/\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)*/g, redacted)
    .replaceAll(/(\w:\/\/)[^\s/@"'<>]+@/g, `$1${redacted}@`)
    .replaceAll(/([?&][^\s=&"'<>]{1,100}=)[^\s&"'<>]*/g, `$1${redacted}`)
    .replaceAll(
      /((?:token|secret|passw(?:or)?d|api[-_]?key|private[-_]?key|assertion)["']?\s*[=:]\s*["']?)[^\s"'&,;<>\]}[]+/gi,
      `$1${redacted}`,
    )
    .replaceAll(/"[^"]*"(?= is an invalid header value)/g, redacted);
}

interface Walk {
  text: (input: string) => string;
  /** The objects above this value: one that holds itself is not followed. */
  seen: Set<object>;
  depth: number;
  /** True below a secret's name. */
  hidden: boolean;
}

function copy(value: unknown, walk: Walk): unknown {
  if (typeof value === 'string') return walk.hidden && value !== '' ? redacted : walk.text(value);
  if (typeof value === 'number' || typeof value === 'bigint')
    return walk.hidden || walk.text(String(value)) !== String(value) ? redacted : value;
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (walk.seen.has(value)) return '[circular]';
  if (walk.depth >= deepest) return '[too deep]';
  const below: Walk = { ...walk, seen: new Set([...walk.seen, value]), depth: walk.depth + 1 };
  return copyObject(value, below);
}

function copyObject(value: object, walk: Walk): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copy(item, walk));
  if (value instanceof Error) return copyError(value, walk);
  if (value instanceof URL) return walk.text(value.href);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams)
    return copyEntries(
      [...value].map(([name, entry]) => [String(name), entry]),
      walk,
    );
  if (value instanceof Set) return [...value].map((item: unknown) => copy(item, walk));
  return copyEntries(Object.entries(value), walk);
}

function copyEntries(entries: [string, unknown][], walk: Walk): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([name, value]) => [
      walk.text(name),
      copy(value, { ...walk, hidden: walk.hidden || isSecretName(name) }),
    ]),
  );
}

/** An error keeps what tells its kind: a Request or Response that it holds is left out. */
function copyError(error: Error, walk: Walk): Error {
  const cause: unknown = error.cause === undefined ? undefined : copy(error.cause, walk);
  const clean = new Error(walk.text(error.message), cause === undefined ? undefined : { cause });
  clean.name = error.name;
  if (error.stack !== undefined) clean.stack = walk.text(error.stack);
  if ('code' in error && typeof error.code === 'string')
    Object.assign(clean, { code: walk.text(error.code) });
  return clean;
}
