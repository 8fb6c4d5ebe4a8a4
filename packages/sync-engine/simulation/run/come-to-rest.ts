import type { Engine } from '../../src/index.ts';
import type { Actor } from '../scheduler.ts';
import { deliver } from './disturb.ts';
import { engineOf, scanNames, type Run } from './run.ts';

/** Rounds of scans and sweeps after which a run that still moves counts as endless. */
const mostRounds = 12;
/** Times that dirty rows are taken within one round. */
const mostTurns = 150;

/**
 * Works until nothing moves: dirty rows, incremental scans from their checkpoints, sweeps of ids. Gives what is
 * wrong where it never comes to rest.
 */
export async function comeToRest(run: Run, actor: Actor): Promise<string | undefined> {
  const engine = engineOf(run, actor);
  for (let round = 0; round < mostRounds; round++) {
    const before = knowledge(run);
    const calls = run.calls.length;
    // A scan that could not pass a record is tried again by its schedule, however little it changes.
    let finished = true;
    for (const name of scanNames(run)) finished = (await engine.scan(name)).finished && finished;
    for (const name of scanNames(run)) await engine.sweepDeletes(name);
    const stuck = await drain(run, actor, engine);
    if (stuck !== undefined) return stuck;
    const wrote = run.calls.slice(calls).some(({ method }) => method === 'write');
    if (finished && !wrote && knowledge(run) === before) return undefined;
  }
  return `it does not come to rest within ${mostRounds} rounds of scans and sweeps`;
}

/** Works off dirty rows until none is left, waiting for those that were deferred. */
export async function drain(run: Run, actor: Actor, engine: Engine): Promise<string | undefined> {
  for (let turn = 0; turn < mostTurns; turn++) {
    await actor.step('deliver hints', () => deliver(run));
    const due = run.store.dueDirty(20);
    const next = run.store.nextDue();
    if (next === undefined) return undefined;
    if (due.length > 0) await engine.converge(due);
    else await actor.sleep(Math.max(1, next - run.scheduler.now()));
  }
  const left = run.store.tables().dirty.map(({ side, record }) => `${side} ${record}`);
  return `dirty rows are never worked off: ${left.join(', ')}`;
}

/** All that the store knows: commits that change none of it are no movement. */
function knowledge({ store }: Run): string {
  const { items, findings } = store.tables();
  const known = items.map(({ key, links, effects }) => [key, links, effects]);
  return JSON.stringify([known, findings.map(({ finding, open }) => [finding.key, open])]);
}
