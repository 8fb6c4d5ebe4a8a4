import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { choice } from './choice.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });
const refusal = (reason: string): unknown => ({ ok: false, reason });

describe('a choice', () => {
  const states = choice({ draft: '1', sent: '2' });

  it('goes by its canonical name', () => {
    expect(states.decode('2')).toEqual(value('sent'));
    expect(states.encode('draft')).toEqual(value('1'));
  });

  it('refuses a state that the provider added, and shows it', () => {
    expect(states.decode('7')).toEqual(refusal('"7" is none of "1", "2"'));
  });

  it('shows a short code of a new state, and never other text', () => {
    expect(states.decode('a secret: hunter2 and what else')).toEqual(
      refusal('text of 31 characters is none of "1", "2"'),
    );
  });

  it('refuses the right state of the wrong type', () => {
    expect(states.decode(1)).toEqual(refusal('1 is none of "1", "2"'));
  });

  it('refuses a state that the side does not have', () => {
    expect(states.encode('paid')).toEqual(refusal('"paid" is none of "draft", "sent"'));
    expect(states.encode('toString')).toMatchObject({ ok: false });
  });

  it('has one stored form a value', () => {
    expect(() => choice({ paid: '4', settled: '4' })).toThrow('stored form of its own');
  });
});
