/**
 * What the world does by itself later: late requests that land, changes after a response, a stream that comes
 * back. Run whenever somebody touches the world: nobody can see the difference.
 */
export interface Timeline {
  later(milliseconds: number, what: () => void): void;
  /** Runs, in order of time, all that is due. */
  catchUp(): void;
  /** Runs everything that is left, whenever it was due. */
  finish(): void;
}

export function createTimeline(now: () => number): Timeline {
  let waiting: { readonly at: number; readonly what: () => void }[] = [];

  function runUntil(instant: number): void {
    for (;;) {
      let first: (typeof waiting)[number] | undefined;
      for (const entry of waiting)
        if (entry.at <= instant && (first === undefined || entry.at < first.at)) first = entry;
      if (first === undefined) return;
      const picked = first;
      waiting = waiting.filter((entry) => entry !== picked);
      picked.what();
    }
  }

  return {
    later(milliseconds, what) {
      waiting.push({ at: now() + milliseconds, what });
    },
    catchUp() {
      if (waiting.length > 0) runUntil(now());
    },
    finish: () => runUntil(Infinity),
  };
}
