import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

/** Cuts a process's output into lines and keeps the last ones for an error message. */
export interface LogTail {
  /** Takes what came on one of the streams. */
  write(chunk: Uint8Array): void;
  /** The last lines, oldest first. */
  lines(): readonly string[];
}

const kept = 40;

/** @param onLine Called with each whole line, without colours. */
export function createLogTail(onLine: (line: string) => void): LogTail {
  const decoder = new StringDecoder('utf8');
  const lines: string[] = [];
  let rest = '';
  return {
    write(chunk) {
      const [...whole] = (rest + decoder.write(Buffer.from(chunk))).split(/\r?\n/);
      rest = whole.pop() ?? '';
      for (const line of whole.map(stripVTControlCharacters).filter((text) => text.trim() !== '')) {
        lines.push(line);
        if (lines.length > kept) lines.shift();
        onLine(line);
      }
    },
    lines: () => (rest.trim() === '' ? lines : [...lines, stripVTControlCharacters(rest)]),
  };
}
