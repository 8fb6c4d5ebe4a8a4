import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Queue } from 'bullmq';
import type { Hono } from 'hono';
import type { BackendQueue } from './queue-backend.ts';

/** bull-board over these queues, on either backend. It only shows: a job is a reminder, and what is owed is in the store. */
export function createBoard(queues: readonly BackendQueue[], path: string): Hono {
  const serverAdapter = new HonoAdapter(serveStatic);
  createBullBoard({
    queues: queues.map(
      (queue) =>
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both backends make queues of BullMQ, of which we name what we use
        new BullMQAdapter(queue as unknown as Queue, { readOnlyMode: true, allowRetries: false }),
    ),
    serverAdapter: serverAdapter.setBasePath(path),
    options: { uiConfig: { boardTitle: 'unified-sync', hideDocsLink: true } },
  });
  return serverAdapter.registerPlugin();
}
