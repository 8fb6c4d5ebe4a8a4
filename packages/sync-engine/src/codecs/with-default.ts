import { normalForm } from '../codec.ts';
import { equalValues, type FieldValue } from '../value.ts';
import { holds, type TypedCodec } from './typed-codec.ts';

/** Types whose absence may stand for a value. Never a number or a day: there, absent is unknown. */
type Defaultable = 'text' | 'boolean' | 'choice';

/**
 * A side that shows nothing where it means its default: a client without a currency has its company's.
 *
 * Normal form: that of `codec`, and `value` for nothing, which is also what is sent for nothing. Refuses what `codec` refuses.
 * @throws {Error} if `codec` does not hold `value` as it is.
 * @example withDefault(choice({ CHF: '17', EUR: '3' }), 'CHF')
 */
export function withDefault<Type extends Defaultable, Value extends FieldValue>(
  codec: TypedCodec<Type, Value>,
  value: NonNullable<NoInfer<Value>>,
): TypedCodec<Type, NonNullable<Value>> {
  const kept = normalForm(codec, value);
  if (!kept.ok || !equalValues(kept.value, value))
    throw new Error(`withDefault: ${codec.name} does not hold the default as it is`);
  return {
    ...codec,
    name: `${codec.name} or default`,
    decode(stored) {
      const shown = codec.decode(stored);
      if (!shown.ok) return shown;
      return holds<NonNullable<Value>>(shown.value ?? value);
    },
    encode(canonical) {
      const shown = normalForm(codec, canonical);
      return codec.encode(shown.ok && shown.value === null ? value : canonical);
    },
  };
}
