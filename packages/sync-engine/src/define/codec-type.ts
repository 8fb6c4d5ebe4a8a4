import type { Codec } from '../codec.ts';
import type { CanonicalType } from '../codecs/typed-codec.ts';

/** What a codec says about its canonical values. */
export interface CodecSelf extends Codec {
  readonly type?: CanonicalType;
  readonly members?: readonly string[];
}

/** Type of a codec's canonical values; `undefined` where it does not say. */
export const typeOf = (codec: CodecSelf): CanonicalType | undefined => codec.type;

/** Values of a choice, or keys of a list; `undefined` where the codec does not say. */
export const membersOf = (codec: CodecSelf): readonly string[] | undefined => codec.members;
