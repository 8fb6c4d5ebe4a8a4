import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, so that it does not share a thread with whoever loads it. */
export interface ServerProcess {
  readonly port: number;
  stop(): Promise<void>;
}

/** @param file beside this one; it prints its port, and ends with its standard input */
export async function startServer(file: string, args: readonly string[]): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@unified-sync/source', path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const [port] = await Promise.race([
    once(lines, 'line'),
    ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`))),
  ]);
  return {
    port: Number(port),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
