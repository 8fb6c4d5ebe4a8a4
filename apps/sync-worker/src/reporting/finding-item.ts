import type { Item } from '../hub/hub-options.ts';
import type { OutgoingFinding } from '../store/findings/publish-findings.ts';
import { statusOf } from '../store/findings/read-findings.ts';
import { uuidV5 } from '../worker/uuid-v5.ts';

/** What the worker writes for people. */
export interface ReportItem extends Item {
  readonly id: string;
}

/** Id of a finding's item: the same however often it is written. */
export const findingItemId = (digest: string): string => uuidV5(`sync_findings/${digest}`);

/** `lost` is JSON; a text column holds no U+0000, and Directus' app shows a long value badly. */
const longestMessage = 10_000;

/**
 * A finding as an item of `sync_findings`, by our names of its fields. The note is a person's, and not among them.
 * @param ownerOf gives the owner company (id in the hub) of a connection
 */
export function findingItem(
  stored: OutgoingFinding,
  ownerOf: (connection: string) => string | undefined,
): ReportItem {
  const { finding, digest, resolvedAt, remoteId } = stored;
  const [connection, stream] = sideNames(finding.side);
  return {
    id: findingItemId(digest),
    status: statusOf(stored),
    kind: finding.kind,
    message: finding.message.slice(0, longestMessage),
    collection: finding.item?.collection ?? null,
    item: finding.item?.id ?? null,
    field: finding.field,
    // Directus makes JSON of lists and objects alone, and hands text to the column as it is.
    lost: typeof finding.lost === 'string' ? JSON.stringify(finding.lost) : (finding.lost ?? null),
    connection,
    stream,
    remote_id: remoteId,
    resolved_at: resolvedAt === null ? null : resolvedAt.toISOString(),
    owner_company: (connection === null ? undefined : ownerOf(connection)) ?? null,
  };
}

/** `ninja-acme.clients` is the stream `clients` of `ninja-acme`; the hub is no connection. */
export function sideNames(side: string | null): readonly [connection: string | null, stream: string | null] {
  if (side === null) return [null, null];
  const dot = side.indexOf('.');
  return dot < 0 ? [side, null] : [side.slice(0, dot), side.slice(dot + 1)];
}
