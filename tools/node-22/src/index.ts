import { createRequire } from 'node:module';

/** Path of the Node 22 binary. The root's `node` stays the Node that scripts run on. */
export const node22 = createRequire(import.meta.url).resolve('node/bin/node');
