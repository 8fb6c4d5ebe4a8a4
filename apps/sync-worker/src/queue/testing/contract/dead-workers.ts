import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Job } from '../../job.ts';
import { openTestQueues } from '../open-test-queues.ts';
import type { QueueHarness } from '../queue-harness.ts';

const drain: Job = { kind: 'drain', lane: 'webhook' };
const script = fileURLToPath(new URL('../work-for-ever.ts', import.meta.url));

export function deadWorkerContract({ freshConnection }: QueueHarness): void {
  it('gives the job of a killed process to another', async () => {
    const connection = await freshConnection();
    const queues = await openTestQueues(connection, { deadAfter: 2000 });
    await queues.wake('hub', drain);
    const child = spawn(
      process.execPath,
      ['--conditions=@unified-sync/source', script, JSON.stringify(connection)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    // Says so once it has the job.
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const ran: string[] = [];
    await queues.work(async (owner) => {
      ran.push(owner);
    });
    await expect.poll(() => ran, { timeout: 15_000 }).toEqual(['hub']);
  }, 30_000);
}
