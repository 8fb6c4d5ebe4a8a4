import type { ServedIngress } from '../../../apps/sync-worker/src/ingress/serve-ingress.ts';

/** Tells the parent process the port, and ends when the parent lets go of the standard input. */
export async function announce(served: ServedIngress, close: () => Promise<void>): Promise<void> {
  console.log(served.port);
  for await (const _chunk of process.stdin);
  await served.close();
  await close();
}
