import type { Context } from '../converge/context.ts';
import type { Checkpoint, ListPage } from '../ports.ts';

/** How a scan ended. */
export interface ScanResult {
  /** False: the side could not be read to the end, or another scan moved the checkpoint. */
  readonly finished: boolean;
  readonly records: number;
}

/** A page whose records have been through first contact. */
export interface TakenPage {
  /** False: some of them could not be, and are dirty then. */
  readonly isThroughFirstContact: boolean;
  /** Settles when all of it is converged, or dirty, or in a finding. */
  readonly converged: Promise<void>;
}

/** The pages of a scan that are under way, and the checkpoint behind them. */
export interface ScanProgress {
  /** As this scan found it. */
  readonly checkpoint: Checkpoint;
  begin(listed: ListPage, taken: TakenPage): void;
  /**
   * Waits for the oldest pages, and moves the checkpoint past them, until no more than so many are under way. False: it
   * must not pass one of them, and the scan ends.
   */
  passAll(left: number): Promise<boolean>;
  result(finished: boolean): ScanResult;
  /** Waits for what is under way, whatever comes of it: nothing goes on behind the back of the caller. */
  ended(): Promise<void>;
}

interface PageUnderWay {
  readonly listed: ListPage;
  readonly taken: TakenPage;
}

/** The checkpoint passes pages in the order in which they were listed, whichever of them is converged first. */
export async function startProgress({ ports }: Context, name: string): Promise<ScanProgress> {
  const found = await ports.store.loadCheckpoint(name);
  const pages: PageUnderWay[] = [];
  let checkpoint = found;
  let records = 0;

  // False: the checkpoint must not pass it.
  async function passOldest({ listed, taken }: PageUnderWay): Promise<boolean> {
    await taken.converged;
    records += listed.records.length;
    // Creates wait for the first listing to be matched: it does not pass a record that could not be.
    if (!taken.isThroughFirstContact && !checkpoint.firstListingDone) return false;
    const next = advanceCheckpoint(checkpoint, listed);
    // Another scan, or an operator, moved it meanwhile: what they decided stands.
    if (!(await ports.store.saveCheckpoint(name, checkpoint.rev, next))) return false;
    checkpoint = { ...next, rev: checkpoint.rev + 1 };
    return true;
  }

  return {
    checkpoint: found,
    begin(listed, taken) {
      // Its error is told when its turn comes; until then nobody may be there to hear of it.
      taken.converged.catch(() => undefined);
      pages.push({ listed, taken });
    },
    async passAll(left) {
      for (let [oldest] = pages; oldest !== undefined && pages.length > left; [oldest] = pages) {
        if (!(await passOldest(oldest))) return false;
        pages.shift();
      }
      return true;
    },
    result: (finished) => ({ finished, records }),
    async ended() {
      await Promise.allSettled(pages.map(({ taken }) => taken.converged));
    },
  };
}

// Only the last page proves that nothing older is left; until then the cursor stays.
function advanceCheckpoint(checkpoint: Checkpoint, listed: ListPage): Omit<Checkpoint, 'rev'> {
  if (listed.next !== null)
    return { cursor: checkpoint.cursor, page: listed.next, firstListingDone: checkpoint.firstListingDone };
  return { cursor: listed.cursor ?? checkpoint.cursor, page: null, firstListingDone: true };
}
