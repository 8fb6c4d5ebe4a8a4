import type { Position } from './walk.ts';

/** Where a list stands, and when it began (Unix seconds on the provider's clock). */
export interface ListPosition extends Position {
  startedAt: number;
}

export const formatPosition = ({ read, lastId, startedAt }: ListPosition): string =>
  `${read}.${lastId}.${startedAt}`;

/** @throws {TypeError} for text that is not `next` of a page. */
export function parsePosition(text: string): ListPosition {
  const [, read, lastId, startedAt] = /^(\d+)\.(\w+)\.(\d+)$/.exec(text) ?? [];
  if (lastId === undefined)
    throw new TypeError('after: expected `next` of an earlier page. Pass it unchanged.');
  return { read: Number(read), lastId, startedAt: Number(startedAt) };
}
