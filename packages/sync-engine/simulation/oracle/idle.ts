import type { ItemKey, Link, WriteRequest } from '../../src/index.ts';
import { itemText } from '../../src/index.ts';
import type { Check, Evidence, StampedCall } from './evidence.ts';
import { fullReconcile } from './full-reconcile.ts';
import { isUnnamedPoison } from './unnamed-poison.ts';

/** (b) One more full reconcile makes no write at all. */
export const idleReconcile: Check = (evidence) => {
  const { events, calls } = evidence;
  const start = events.find((event) => event.kind === 'note' && event.note === fullReconcile);
  if (start === undefined) return [];
  const writes = calls.filter((call) => call.method === 'write' && call.step > start.step);
  const sweeps = writes.filter((call) => isHeldSweep(evidence, call));
  return writes
    .filter((call) => !sweeps.includes(call) && !followsSweep(evidence, sweeps, call))
    .filter((call) => !showsPoison(evidence, call))
    .map((call) => ({
      invariant: 'b' as const,
      message: `a full reconcile at rest wrote to ${call.port}: ${JSON.stringify(call.args[0])}`,
      thing: thingOf(events, call),
    }));
};

/**
 * The sweeps refuse to believe that so many records are gone at once, and say so. A full reconcile looks at each of them
 * by itself, as if each had been hinted: the deletes that the guard still allows go through then, and no more.
 */
function isHeldSweep({ tables }: Evidence, { port, args }: StampedCall): boolean {
  if (!port.startsWith('hub:')) return false;
  const isHeld = ({ stream }: Link): boolean =>
    tables.findings.some(
      ({ open, finding }) =>
        open && finding.kind === 'delete_guard' && finding.item === null && finding.side === stream,
    );
  return requestsOf(args).every((request) => {
    if (request.kind !== 'remove') return false;
    const removed = itemText(itemOfHub(port, request.record.id));
    return tables.items.some(({ key, links }) => itemText(key) === removed && links.some(isHeld));
  });
}

/** An item that goes in such a sweep goes in all its streams, and nothing else does. */
function followsSweep(
  { tables }: Evidence,
  sweeps: readonly StampedCall[],
  { port, args, step }: StampedCall,
): boolean {
  const gone = new Set(
    sweeps
      .filter((sweep) => sweep.step < step)
      .flatMap((sweep) =>
        requestsOf(sweep.args).flatMap((request) =>
          request.kind === 'remove' ? [itemText(itemOfHub(sweep.port, request.record.id))] : [],
        ),
      ),
  );
  return requestsOf(args).every(
    (request) =>
      request.kind === 'remove' &&
      tables.items.some(
        ({ key, links }) =>
          gone.has(itemText(key)) &&
          links.some(
            ({ stream, remoteId, part }) =>
              stream === port && remoteId === request.record.id && part === request.part,
          ),
      ),
  );
}

/** It is what a row came to that nobody could read before. */
function showsPoison(evidence: Evidence, { port, args }: StampedCall): boolean {
  return requestsOf(args).every((request) => {
    const id = request.kind === 'create' ? null : request.record.id;
    const isOfRequest = (links: readonly Link[], key: ItemKey): boolean =>
      port.startsWith('hub:')
        ? itemText(key) === itemText(itemOfHub(port, id ?? ''))
        : links.some(({ stream, remoteId }) => stream === port && remoteId === id);
    return evidence.tables.items.some(
      ({ key, links }) =>
        isOfRequest(links, key) && links.some((link) => isUnnamedPoison(evidence, key, link)),
    );
  });
}

const itemOfHub = (port: string, id: string): ItemKey => ({
  collection: port.slice('hub:'.length),
  id,
});

// The wrapped ports give each method's own arguments.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const requestsOf = (args: StampedCall['args']) => args[0] as readonly WriteRequest[];

/** The thing that an executed write changed: the world stamps its event with the call's own step. */
function thingOf(events: Parameters<Check>[0]['events'], { step }: StampedCall): string | undefined {
  const event = events.find((candidate) => candidate.step === step && 'thing' in candidate);
  return event !== undefined && 'thing' in event ? event.thing : undefined;
}
