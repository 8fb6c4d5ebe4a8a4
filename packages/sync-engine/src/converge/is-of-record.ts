import type { Link } from '../link.ts';

/** Whether a link is of this part of a record as it is: one under the same id that was made at another time is another. */
export const isOfRecord = (
  link: Pick<Link, 'remoteId' | 'part' | 'state' | 'createdAt'>,
  { id, createdAt }: { readonly id: string; readonly createdAt: string | null },
  part: string,
): boolean =>
  link.remoteId === id &&
  link.part === part &&
  (link.state === 'live' || link.createdAt === null || link.createdAt === createdAt);
