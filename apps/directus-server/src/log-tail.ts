import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

/** The last lines of a process's output, for an error message. */
export interface LogTail {
  /** Takes what comes on one of its streams. */
  reader(): (chunk: Uint8Array) => void;
  /** The last lines, oldest first. */
  lines(): readonly string[];
}

const kept = 40;

/** @param onLine Called with each whole line, without colours. */
export function createLogTail(onLine: (line: string) => void): LogTail {
  const lines: string[] = [];
  const take = (line: string): void => {
    lines.push(line);
    if (lines.length > kept) lines.shift();
    onLine(line);
  };
  return { reader: () => lineReader(take), lines: () => lines };
}

function lineReader(onLine: (line: string) => void): (chunk: Uint8Array) => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (chunk) => {
    const whole = (rest + decoder.write(Buffer.from(chunk))).split(/\r?\n/);
    rest = whole.pop() ?? '';
    for (const line of whole.map(stripVTControlCharacters)) if (line.trim() !== '') onLine(line);
  };
}
