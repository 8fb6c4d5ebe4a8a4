import { expect, it } from 'vitest';
import { createLogTail } from './log-tail.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('gives whole lines, whatever the chunks, without colours and empty lines', () => {
  const lines: string[] = [];
  const read = createLogTail((line) => lines.push(line)).reader();
  const [first, ...rest] = bytes('é');
  read(bytes('\u001B[33mWARN\u001B[39m caf'));
  read(new Uint8Array([first ?? 0]));
  read(new Uint8Array(rest));
  read(bytes('\r\n\n  \nnext'));
  expect(lines).toEqual(['WARN café']);
});

it('keeps two streams apart', () => {
  const tail = createLogTail(() => undefined);
  const [out, err] = [tail.reader(), tail.reader()];
  out(bytes('all '));
  err(bytes('not good\n'));
  out(bytes('good\n'));
  expect(tail.lines()).toEqual(['not good', 'all good']);
});

it('keeps the last 40 lines', () => {
  const tail = createLogTail(() => undefined);
  tail.reader()(bytes(Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join('')));
  expect(tail.lines()).toHaveLength(40);
  expect(tail.lines().at(-1)).toBe('line 99');
});
