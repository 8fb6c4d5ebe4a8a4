import type { Effect, EffectKind } from '../../effect.ts';
import { itemKey } from './build-looks.ts';

/** An effect that may have been sent. */
export function buildEffect(side: string, kind: EffectKind, rest: Partial<Effect> = {}): Effect {
  return {
    id: `${side}:${kind}`,
    side,
    kind,
    remoteId: side === 'hub' ? itemKey.id : `${side}-1`,
    part: '',
    parentId: null,
    fields: {},
    command: null,
    because: [],
    state: 'sending',
    sentAt: 0,
    ...rest,
  };
}
