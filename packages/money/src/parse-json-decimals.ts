import { decimalFromJsonText } from './decimal-from-json-text.ts';
import { MoneyError } from './money-error.ts';
import { valueShape } from './value-shape.ts';

/** Which numbers {@link parseJsonDecimals} turns into decimal text. */
export interface ParseJsonDecimalsOptions {
  /** Property names, at any depth: `['amount', 'balance']`. Other numbers stay numbers. @default every number */
  keys?: readonly string[];
}

/**
 * Parses JSON and gives numbers as canonical decimal text, taken from their source text: no float in between.
 * Other values stay as they are, also under a named key (`null` stays `null`, text stays text).
 * @param text a whole JSON document, e.g. `await response.text()`.
 * @throws MoneyError `invalid_json` when the text is no JSON; `not_representable` for a number of more than 1,000
 *   digits, for an array of numbers under a named key, and on a runtime that does not show the source of a number.
 * @see https://github.com/tc39/proposal-json-parse-with-source (in Node from version 21)
 * @example parseJsonDecimals('{"id":7,"amount":12.50}', { keys: ['amount'] }) // { id: 7, amount: '12.5' }
 */
export function parseJsonDecimals(text: string, options: ParseJsonDecimalsOptions = {}): unknown {
  if (typeof text !== 'string') throw notJson(valueShape(text));
  try {
    return JSON.parse(text, decimalReviver(options.keys));
  } catch (error) {
    if (MoneyError.isInstance(error)) throw error;
    // The runtime's own message quotes the text, which may hold a secret: neither it nor the cause goes on.
    throw notJson(`${text.length} characters that are none`);
  }
}

function notJson(got: string): MoneyError {
  return new MoneyError('invalid_json', `text: expected a JSON document as text, got ${got}.`);
}

/** What the runtime tells a reviver beside key and value. */
interface ReviverContext {
  source?: string;
}

/** The function that {@link parseJsonDecimals} hands to `JSON.parse`. */
export function decimalReviver(
  keys?: readonly string[],
): (key: string, value: unknown, context?: ReviverContext) => unknown {
  const wanted = keys && new Set(keys);
  return (key, value, context) => {
    if (wanted && !wanted.has(key)) return value;
    if (wanted && Array.isArray(value)) assertNoNumbers(key, value);
    return typeof value === 'number' ? fromSource(context) : value;
  };
}

function fromSource(context: ReviverContext | undefined): string {
  if (typeof context?.source === 'string') return decimalFromJsonText(context.source);
  throw new MoneyError(
    'not_representable',
    'text: this runtime does not show the source text of JSON numbers (Node 21 or newer does). ' +
      'Parse with JSON.parse and use decimalFromNumber, which refuses what a float may have lost.',
  );
}

// The reviver sees an array's numbers before it sees the name above them, and their source is gone by then.
function assertNoNumbers(key: string, values: readonly unknown[]): void {
  if (!values.flat(Infinity).some((value) => typeof value === 'number')) return;
  throw new MoneyError(
    'not_representable',
    `keys: ${JSON.stringify(key)} holds an array of numbers, which would stay floats. Leave out \`keys\` to read every number as text.`,
  );
}
