import { expect, it } from 'vitest';
import { uuidV5 } from './uuid-v5.ts';

it('gives the same id for the same name, another one for another', () => {
  expect(uuidV5('companies/1')).toBe(uuidV5('companies/1'));
  expect(uuidV5('companies/1')).not.toBe(uuidV5('companies/2'));
});

it('gives an id of version 5 and of the variant of RFC 9562', () => {
  expect(uuidV5('Müller')).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
