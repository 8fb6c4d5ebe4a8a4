import { expect, it } from 'vitest';
import { createHintBuffer } from './hint-buffer.ts';

it('keeps each item once, by collection, in the order of their coming', () => {
  const buffer = createHintBuffer(10);
  buffer.add('companies', ['1', '2', '1']);
  buffer.add('people', ['1']);
  buffer.add('companies', ['2', '3']);
  expect(buffer.size).toBe(4);
  expect(buffer.take(10)).toEqual([
    { collection: 'companies', ids: ['1', '2', '3'] },
    { collection: 'people', ids: ['1'] },
  ]);
  expect([buffer.size, buffer.take(10)]).toEqual([0, []]);
});

it('gives no more than it is asked for', () => {
  const buffer = createHintBuffer(10);
  buffer.add('companies', ['1', '2', '3']);
  buffer.add('people', ['1']);
  expect(buffer.take(2)).toEqual([{ collection: 'companies', ids: ['1', '2'] }]);
  expect(buffer.take(2)).toEqual([
    { collection: 'companies', ids: ['3'] },
    { collection: 'people', ids: ['1'] },
  ]);
});

it('takes no more than its limit, and says how many it did not take', () => {
  const buffer = createHintBuffer(3);
  expect(buffer.add('companies', ['1', '2'])).toBe(0);
  expect(buffer.add('people', ['1', '2', '3'])).toBe(2);
  expect(buffer.add('companies', ['1'])).toBe(0);
  expect(buffer.size).toBe(3);
  buffer.take(1);
  expect(buffer.add('companies', ['9'])).toBe(0);
});
