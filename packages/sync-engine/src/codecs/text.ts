import { defineCodec, expected, holds, refuse, type ConversionTo, type TypedCodec } from './typed-codec.ts';

export interface TextOptions {
  /** Longest text the side holds, in characters (Unicode code points, as databases count). @default no limit */
  readonly maxLength?: number;
  /** Normal form: no white space at either end. @default false */
  readonly trim?: boolean;
  /** Normal form: lower case, e.g. of an e-mail address. @default false */
  readonly lowerCase?: boolean;
  /** The side does not tell empty text from no text. @default true */
  readonly emptyIsNull?: boolean;
  /** What the side is sent for no text. @default null */
  readonly storedEmpty?: null | '';
}

/**
 * Text as it is, but for the normal form that the options name.
 *
 * Refuses: what is no text (`expected text, got an integer`), more than `maxLength` characters (never cut),
 * and what no database keeps unchanged: a lone surrogate, the character U+0000.
 * @throws {Error} if `storedEmpty: ''` meets `emptyIsNull: false`: such a side cannot be sent an empty value.
 */
export function text(options: TextOptions = {}): TypedCodec<'text', string | null> {
  const { maxLength, emptyIsNull = true, storedEmpty = null } = options;
  return defineCodec<'text', string | null>({
    name: maxLength === undefined ? 'text' : `text(${maxLength})`,
    type: 'text',
    none: null,
    empty: storedEmpty,
    read(stored) {
      if (typeof stored !== 'string') return expected('text', stored);
      const normal = normalText(stored, options);
      return normal === '' && emptyIsNull ? holds(null) : storable(normal, maxLength);
    },
  });
}

/** Text in the normal form that the options name. */
export function normalText(stored: string, options: Pick<TextOptions, 'trim' | 'lowerCase'>): string {
  const trimmed = options.trim === true ? stored.trim() : stored;
  return options.lowerCase === true ? trimmed.toLowerCase() : trimmed;
}

/** Text that a side keeps as it is; or why it would not. */
export function storable(value: string, maxLength = Infinity): ConversionTo<string> {
  if (!value.isWellFormed()) return refuse('text with half a character (a lone surrogate) cannot be stored');
  if (value.includes('\0')) return refuse('text with the character U+0000 cannot be stored');
  const length = value.length > maxLength ? Array.from(value).length : value.length;
  if (length > maxLength)
    return refuse(
      `text of ${length} characters does not fit into ${maxLength}: shorten it, or widen the field`,
    );
  return holds(value);
}
