import { isSiteDatetime } from '../time/site-datetime.ts';
import type { Position } from './keyset.ts';

/** `next` of a page: where the walk goes on, as text that can be stored. */
export const formatCursor = ({ at, name }: Position): string => JSON.stringify([at, name]);

/** @throws {TypeError} for text that is no cursor of a page. */
export function parseCursor(text: string): Position {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.length === 2) {
      const [at, name]: unknown[] = value;
      if (
        typeof at === 'string' &&
        isSiteDatetime(at) &&
        (typeof name === 'string' || typeof name === 'number')
      )
        return { at, name };
    }
  } catch {
    // Said below.
  }
  throw new TypeError('after: expected the `next` of a page of the same list, got something else.');
}
