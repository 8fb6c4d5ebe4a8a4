/** Does work after all work that was given before has ended, however it ended. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Makes a queue of its own, in which one piece of work runs at a time. */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return await mine;
  };
}
