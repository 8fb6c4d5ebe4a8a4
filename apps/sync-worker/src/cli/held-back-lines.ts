import type { TrafficStatus } from '../traffic/create-traffic.ts';

/** Says of each that is not asked now since when, why, and when somebody tries again. */
export const heldBackLines = (statuses: readonly TrafficStatus[]): string[] =>
  statuses.flatMap(({ owner, phase, since, cause, nextTryIn, pausedFor }) => [
    ...(phase === 'closed'
      ? []
      : [
          `${owner} is down since ${since?.toISOString() ?? 'an unknown time'} (${cause ?? 'unknown why'}): its changes wait, next try in ${Math.ceil(nextTryIn / 1000)} s`,
        ]),
    ...(pausedFor === 0
      ? []
      : [`${owner} asked for quiet: nothing is sent for ${Math.ceil(pausedFor / 1000)} s`]),
  ]);
