import { parentPort, workerData } from 'node:worker_threads';
import { playShare, type SeedShare } from './run-seeds.ts';

// The thread was started by runSeeds with its share.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const share = workerData as SeedShare;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
await playShare(share, (report) => parentPort?.postMessage(report));
