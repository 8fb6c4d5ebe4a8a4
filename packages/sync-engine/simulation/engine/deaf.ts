import type { Side } from '../../src/index.ts';

/** A side whose writes take effect, and whose answers are lost. */
export const deaf = (side: Side): Side => ({
  ...side,
  async write(requests) {
    await side.write(requests);
    return requests.map(() => ({ kind: 'unclear', cause: 'connection reset' }));
  },
});
