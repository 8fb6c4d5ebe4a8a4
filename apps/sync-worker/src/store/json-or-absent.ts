import type { FieldValue } from '@unified-sync/sync-engine';

/** JSON text; SQL's own null where there is no value, which is another thing than the value `null`. */
export const jsonOrAbsent = (value: FieldValue | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value);

/** The value of a `json` column that was read as text. */
export const valueOrAbsent = (text: string | null): FieldValue | undefined =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what `jsonOrAbsent` wrote
  text === null ? undefined : (JSON.parse(text) as FieldValue);
