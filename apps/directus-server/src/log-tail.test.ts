import { expect, it } from 'vitest';
import { createLogTail } from './log-tail.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('gives whole lines, whatever the chunks, without colours and empty lines', () => {
  const lines: string[] = [];
  const tail = createLogTail((line) => lines.push(line));
  const [first, ...rest] = bytes('é');
  tail.write(bytes('\u001B[33mWARN\u001B[39m caf'));
  tail.write(new Uint8Array([first ?? 0]));
  tail.write(new Uint8Array(rest));
  tail.write(bytes('\r\n\n  \nnext'));
  expect(lines).toEqual(['WARN café']);
  expect(tail.lines()).toEqual(['WARN café', 'next']);
});

it('keeps the last 40 lines', () => {
  const tail = createLogTail(() => undefined);
  tail.write(bytes(Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join('')));
  expect(tail.lines()).toHaveLength(40);
  expect(tail.lines().at(-1)).toBe('line 99');
});
