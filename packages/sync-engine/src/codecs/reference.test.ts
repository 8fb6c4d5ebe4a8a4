import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { reference } from './reference.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });

describe('a reference', () => {
  it('is the id exactly as its side writes it', () => {
    expect(reference().decode('VolejRejNm')).toEqual(value('VolejRejNm'));
    expect(reference().decode(' VolejRejNm')).toMatchObject({ ok: false });
  });

  it('is none where there is no id', () => {
    expect(reference().decode('')).toEqual(value(null));
    expect(reference({ storedEmpty: '' }).encode(null)).toEqual(value(''));
  });

  it('is text even where the side numbers its records', () => {
    const id = reference({ stored: 'integer' });
    expect(id.decode(12)).toEqual(value('12'));
    expect(id.encode('12')).toEqual(value(12));
    expect(id.decode(0)).toMatchObject({ ok: false });
  });
});
