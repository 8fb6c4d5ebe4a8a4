import { describe, expect, it } from 'vitest';
import { advance, isOpen, type EffectState } from './effect.ts';
import { buildEffect } from './plan/testing/build-effect.ts';

const allowed: Readonly<Record<EffectState, readonly EffectState[]>> = {
  planned: ['sending', 'abandoned'],
  sending: ['done', 'refused', 'abandoned'],
  done: [],
  refused: [],
  abandoned: [],
};
const states: readonly EffectState[] = ['planned', 'sending', 'done', 'refused', 'abandoned'];

describe.each(states)('an effect that is %s', (from) => {
  const effect = buildEffect('a', 'update', { state: from });

  it('becomes what the outbox allows', () => {
    expect(allowed[from].map((to) => advance(effect, to).state)).toEqual(allowed[from]);
  });

  it.each(states.filter((to) => !allowed[from].includes(to)))('never becomes %s', (to) => {
    expect(() => advance(effect, to)).toThrow(`${from} cannot become ${to}`);
  });
});

describe('an effect', () => {
  it('is open until it is known what came of it', () => {
    expect(states.filter((state) => isOpen(buildEffect('a', 'update', { state })))).toEqual([
      'planned',
      'sending',
    ]);
  });

  it('remembers when it was sent, also after it is closed', () => {
    const sending = advance(buildEffect('a', 'update', { state: 'planned', sentAt: null }), 'sending', 17);
    expect(sending.sentAt).toBe(17);
    expect(advance(sending, 'done', 99).sentAt).toBe(17);
  });
});
