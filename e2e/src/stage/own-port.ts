import { randomInt } from 'node:crypto';
import getPort, { portNumbers } from 'get-port';

/**
 * A port for a server that is stopped and started again. Below those that systems give to outgoing connections: one of
 * these may have taken the port when the server is back.
 */
export async function ownPort(): Promise<number> {
  const first = 20_000 + randomInt(10_000);
  return await getPort({ port: portNumbers(first, first + 1_000) });
}
