import { z } from 'zod';

/** What Frappe says about a failure, in one form for both APIs and without tracebacks. */
export interface FrappeErrorBody {
  /** The Python class, e.g. `TimestampMismatchError`. */
  type: string | undefined;
  /** What a person would be shown, without HTML. */
  messages: readonly string[];
}

const looseMessage = z.union([z.string(), z.looseObject({ message: z.unknown().optional() })]);
const bodySchema = z.looseObject({
  // v1
  exc_type: z.string().optional().catch(undefined),
  exception: z.string().optional().catch(undefined),
  _server_messages: z.string().optional().catch(undefined),
  message: z.unknown().optional(),
  // v2
  errors: z
    .array(
      z.looseObject({
        type: z.string().optional().catch(undefined),
        message: z.unknown().optional(),
        exception: z.string().optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
  messages: z.array(z.unknown()).optional().catch(undefined),
});

/**
 * Reads the error bodies of v1 (`exc_type`, `_server_messages`: JSON text of a list of JSON texts) and v2
 * (`errors`, `messages`), as `frappe/utils/response.py` writes them. `undefined` for anything else.
 */
export function readErrorBody(data: unknown): FrappeErrorBody | undefined {
  const parsed = bodySchema.safeParse(data);
  if (!parsed.success) return undefined;
  const { exc_type, exception, _server_messages, message, errors = [], messages = [] } = parsed.data;
  const [first] = errors;
  const raised = lastLine(exception ?? first?.exception);
  const type = exc_type ?? first?.type ?? /^(?:[\w.]+\.)?(\w+)(?::|$)/.exec(raised)?.[1];
  const said = [
    ...errors.map((error) => error.message),
    ...messages,
    ...serverMessages(_server_messages),
    message,
  ].flatMap(textOf);
  const fallback = raised.replace(/^[\w.]+: ?/, '');
  const all = [...new Set(said)];
  return { type, messages: all.length === 0 && fallback !== '' ? [plainText(fallback)] : all };
}

function serverMessages(text: string | undefined): unknown[] {
  const list = parseJson(text);
  return Array.isArray(list) ? list.map((entry) => parseJson(entry) ?? entry) : [];
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string[] {
  const parsed = looseMessage.safeParse(value);
  if (!parsed.success) return [];
  const text = typeof parsed.data === 'string' ? parsed.data : parsed.data.message;
  return typeof text === 'string' && text.trim() !== '' ? [plainText(text)] : [];
}

/** A traceback holds code, values and paths of the server: of it, only its last line is read. */
const lastLine = (text = ''): string => text.trim().split('\n').at(-1)?.trim() ?? '';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

/** Messages are HTML: links to the record, emphasis, line breaks. */
function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,:;])/g, '$1')
    .trim();
}
