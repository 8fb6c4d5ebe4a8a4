import { normalForm, type Codec } from '../codec.ts';
import { equalValues, type FieldValue } from '../value.ts';

/** Why a codec cannot hold these canonical values as they are; `undefined` where it can. */
export function unheld(codec: Codec, values: readonly FieldValue[]): string | undefined {
  for (const value of values) {
    const shown = normalForm(codec, value);
    if (!shown.ok) return `${JSON.stringify(value)} is no value of it: ${shown.reason}`;
    if (!equalValues(shown.value, value))
      return `${JSON.stringify(value)} is written ${JSON.stringify(shown.value)} in canonical form`;
  }
  return undefined;
}
