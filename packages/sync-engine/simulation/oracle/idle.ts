import type { Check, StampedCall } from './evidence.ts';

/** Note in the log after which everything is at rest, and one more full reconcile runs. */
export const fullReconcile = 'phase:full-reconcile';

/** (b) One more full reconcile makes no write at all. */
export const idleReconcile: Check = ({ events, calls }) => {
  const start = events.find((event) => event.kind === 'note' && event.note === fullReconcile);
  if (start === undefined) return [];
  return calls
    .filter((call) => call.method === 'write' && call.step > start.step)
    .map((call) => ({
      invariant: 'b' as const,
      message: `a full reconcile at rest wrote to ${call.port}: ${JSON.stringify(call.args[0])}`,
      thing: thingOf(events, call),
    }));
};

/** The thing that an executed write changed: the world stamps its event with the call's own step. */
function thingOf(events: Parameters<Check>[0]['events'], { step }: StampedCall): string | undefined {
  const event = events.find((candidate) => candidate.step === step && 'thing' in candidate);
  return event !== undefined && 'thing' in event ? event.thing : undefined;
}
