import { converted } from '../codec.ts';
import { storable } from './text.ts';
import { defineCodec, expected, holds, type TypedCodec } from './typed-codec.ts';

export interface ReferenceOptions {
  /** How the side keeps the id. @default 'text' */
  readonly stored?: 'text' | 'integer';
  /** What the side is sent for no reference. @default null */
  readonly storedEmpty?: null | '';
}

const integerId = /^[1-9][0-9]*$/;

/**
 * The id of another item or record, as text, exactly as its own side writes it.
 *
 * Normal form: non-empty text; `null` and `''` are `null`. `stored: 'integer'` is for sides that number
 * their records: 12 is `'12'`.
 *
 * Refuses: white space (an id with a space is another id), what is no text or, with `stored: 'integer'`, no
 * whole number from 1. 0 is refused: whether it means "none" is for the adapter to say.
 */
export function reference(options: ReferenceOptions = {}): TypedCodec<'reference', string | null> {
  const { stored: form = 'text', storedEmpty = null } = options;
  const wanted =
    form === 'integer' ? 'an id (a whole number from 1)' : 'an id (text without spaces around it)';
  return defineCodec<'reference', string | null>({
    name: 'reference',
    type: 'reference',
    none: null,
    empty: storedEmpty,
    read(stored) {
      if (stored === '') return holds(null);
      const id = form === 'integer' && typeof stored === 'number' ? String(stored) : stored;
      if (typeof id !== 'string' || id !== id.trim()) return expected(wanted, stored);
      if (form === 'integer' && !(integerId.test(id) && Number.isSafeInteger(Number(id))))
        return expected(wanted, stored);
      return storable(id);
    },
    write: (id) => converted(form === 'integer' ? Number(id) : id),
  });
}
