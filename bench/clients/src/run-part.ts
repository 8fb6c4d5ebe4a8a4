import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

interface Part<Schema extends z.ZodType> {
  /** Beside this file; it sends one message. */
  file: string;
  args: readonly string[];
  schema: Schema;
  execArgv?: readonly string[];
}

/** Starts a file in a process of its own, and gives the process with the first message of it. */
export async function startPart<Schema extends z.ZodType>(
  part: Part<Schema>,
): Promise<{ child: ChildProcess; message: z.infer<Schema> }> {
  const path = fileURLToPath(new URL(part.file, import.meta.url));
  const child = fork(path, [...part.args], { execArgv: [...(part.execArgv ?? [])] });
  const message = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${part.file} ${part.args.join(' ')} ended with ${code}`)));
  });
  return { child, message: part.schema.parse(message) };
}

/** Runs a file to its end, and gives what it sent. */
export async function runPart<Schema extends z.ZodType>(part: Part<Schema>): Promise<z.infer<Schema>> {
  const { child, message } = await startPart(part);
  child.disconnect();
  return message;
}
