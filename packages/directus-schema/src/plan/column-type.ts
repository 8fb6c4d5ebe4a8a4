import type { FieldPayload } from '../field-payload.ts';
import type { CurrentField } from './current-schema.ts';

/** What decides which values a column can hold. */
export interface ColumnType {
  type: string;
  maxLength: number;
  precision: number;
  scale: number;
}

const unlimited = Number.POSITIVE_INFINITY;

/** The type of a field that we want or found. */
export function columnType({ type, schema }: FieldPayload | CurrentField): ColumnType {
  return {
    type,
    maxLength: schema?.max_length ?? unlimited,
    precision: schema?.numeric_precision ?? unlimited,
    scale: schema?.numeric_scale ?? unlimited,
  };
}

/** A type as people write it: `decimal(19,4)`. */
export function typeName({ type, maxLength, precision, scale }: ColumnType): string {
  if (type === 'decimal' && precision !== unlimited) return `decimal(${precision},${scale})`;
  if (type === 'string' && maxLength !== unlimited) return `string(${maxLength})`;
  return type;
}

/** True when every value of the wanted type fits into what was found, as it is. */
export function holds(found: ColumnType, wanted: ColumnType): boolean {
  switch (wanted.type) {
    case 'decimal': {
      const digits = (type: ColumnType): number =>
        type.precision === unlimited ? unlimited : type.precision - type.scale;
      return found.type === 'decimal' && found.scale >= wanted.scale && digits(found) >= digits(wanted);
    }
    case 'string':
    case 'text':
      return ['string', 'text'].includes(found.type) && found.maxLength >= wanted.maxLength;
    case 'integer':
      return ['integer', 'bigInteger'].includes(found.type);
    default:
      return found.type === wanted.type;
  }
}
