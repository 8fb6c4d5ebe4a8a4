import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A line of a worker's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

/** The log of a process as it is written. */
export interface WorkerLog {
  readonly lines: readonly LogLine[];
  /** The first line with this message and these details, as soon as it is there. */
  readonly line: (message: string, details?: Readonly<Record<string, unknown>>) => Promise<LogLine>;
}

/** Reads what a process of the worker logs. What is no JSON makes reading fail: every line is structured. */
export function readLog({ stderr }: ChildProcess): WorkerLog {
  if (stderr === null) throw new Error('the process was started without its standard error');
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  createInterface(stderr).on('line', (text) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that it is one is what reading it tries
    lines.push(JSON.parse(text) as LogLine);
    for (const look of waiting) look();
  });
  return {
    lines,
    line: async (message, details = {}) =>
      await new Promise((resolve) => {
        const look = (): void => {
          const found = lines.find(
            (line) =>
              line.msg === message && Object.entries(details).every(([name, value]) => line[name] === value),
          );
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
