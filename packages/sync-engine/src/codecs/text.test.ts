import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { text } from './text.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });
const refusal = (reason: string): unknown => ({ ok: false, reason });

describe('text', () => {
  it('is kept to the last space unless a normal form is declared', () => {
    expect(text().decode('  Müller AG\n')).toEqual(value('  Müller AG\n'));
  });

  it('is trimmed and lower-cased where the side does so', () => {
    expect(text({ trim: true, lowerCase: true }).decode(' Anna@Example.CH ')).toEqual(
      value('anna@example.ch'),
    );
  });

  it('is empty when it is empty', () => {
    expect(text().decode('')).toEqual(value(null));
    expect(text({ emptyIsNull: false }).decode('')).toEqual(value(''));
    expect(text({ storedEmpty: '' }).encode(null)).toEqual(value(''));
  });

  it('is refused rather than cut', () => {
    expect(text({ maxLength: 3 }).encode('Bern')).toEqual(
      refusal('text of 4 characters does not fit into 3: shorten it, or widen the field'),
    );
  });

  it('is counted in characters, as databases do', () => {
    expect(text({ maxLength: 3 }).encode('🧾🧾🧾')).toEqual(value('🧾🧾🧾'));
  });

  it.each(['\ud800', 'a\0b'])('is refused where no database keeps it: %j', (stored) => {
    expect(text().decode(stored)).toMatchObject({ ok: false });
  });

  it('is never made of something else, and never shown in a reason', () => {
    expect(text().decode(7)).toEqual(refusal('expected text, got an integer'));
    expect(text({ maxLength: 3 }).decode('secret-token')).not.toMatchObject({
      reason: expect.stringContaining('secret'),
    });
  });

  it('cannot tell empty from nothing on a side that is sent the same for both', () => {
    expect(() => text({ emptyIsNull: false, storedEmpty: '' })).toThrow('must be read as empty');
  });
});
