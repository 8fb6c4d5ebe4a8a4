import type { Position } from './walk.ts';

/** Where a list stands, and when it began (Unix seconds on the provider's clock). */
export interface ListPosition extends Position {
  startedAt: number;
  /** Newest `updated_at` so far, Unix seconds; lists of changes alone keep it. */
  reached?: number | undefined;
}

export const formatPosition = ({ read, lastId, startedAt, reached }: ListPosition): string =>
  [read, lastId, startedAt, ...(reached === undefined ? [] : [reached])].join('.');

/** @throws {TypeError} for text that is not `next` of a page. */
export function parsePosition(text: string): ListPosition {
  const [, read, lastId, startedAt, reached] = /^(\d+)\.(\w+)\.(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (lastId === undefined)
    throw new TypeError('after: expected `next` of an earlier page. Pass it unchanged.');
  return {
    read: Number(read),
    lastId,
    startedAt: Number(startedAt),
    reached: reached === undefined ? undefined : Number(reached),
  };
}
