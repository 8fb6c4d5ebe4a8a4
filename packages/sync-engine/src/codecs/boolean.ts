import { converted } from '../codec.ts';
import { defineCodec, expected, holds, type TypedCodec } from './typed-codec.ts';

export interface BooleanOptions {
  /** How the side keeps it: `true`/`false`, `1`/`0` or `'1'`/`'0'`. @default 'boolean' */
  readonly stored?: 'boolean' | 'number' | 'text';
}

/**
 * Yes or no. Reads every wire form (`true`, `1`, `'1'`), whatever form is written.
 *
 * Normal form: `true` or `false`; `null` and `''` are `null`, which is not `false`.
 *
 * Refuses: anything else (`expected true or false (or 1 or 0), got …`), `'true'` and `'yes'` among it.
 */
export function boolean(options: BooleanOptions = {}): TypedCodec<'boolean', boolean | null> {
  const { stored: form = 'boolean' } = options;
  return defineCodec<'boolean', boolean | null>({
    name: 'boolean',
    type: 'boolean',
    none: null,
    read(stored) {
      if (stored === '') return holds(null);
      if (stored === true || stored === 1 || stored === '1') return holds(true);
      if (stored === false || stored === 0 || stored === '0') return holds(false);
      return expected('true or false (or 1 or 0)', stored);
    },
    check: (value) => (typeof value === 'boolean' ? holds(value) : expected('true or false', value)),
    write(value) {
      if (form === 'boolean') return converted(value);
      return converted(form === 'number' ? Number(value) : String(Number(value)));
    },
  });
}
