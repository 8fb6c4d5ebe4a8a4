import { hash } from 'node:crypto';
import { agreedTextOf, type ItemKey, type Link, type OwnedLink } from '@unified-sync/sync-engine';
import type { Selectable } from 'kysely';
import type { InputType } from '../input-rows.ts';
import type { LinkRow } from '../tables.ts';

/** Columns of a link, in any query that reads one. */
export const linkColumns = [
  'links.stream',
  'links.remote_id',
  'links.part',
  'links.created_at',
  'links.state',
  'links.alive_hub',
  'links.alive_remote',
  'links.claims',
  'links.base',
  'links.lost',
  'links.written',
] as const;

type ReadLink = Pick<Selectable<LinkRow>, RemoveTable<(typeof linkColumns)[number]>>;
type RemoveTable<Column> = Column extends `links.${infer Name extends keyof LinkRow}` ? Name : never;

export const toLink = (row: ReadLink): Link => ({
  stream: row.stream,
  remoteId: row.remote_id,
  part: row.part,
  createdAt: row.created_at,
  state: row.state,
  alive:
    row.alive_hub === null || row.alive_remote === null
      ? null
      : { hub: row.alive_hub, remote: row.alive_remote },
  claims: row.claims,
  base: row.base,
  lost: row.lost,
  written: row.written,
});

export const toOwnedLink = (row: ReadLink & Pick<LinkRow, 'collection' | 'item_id'>): OwnedLink => ({
  item: { collection: row.collection, id: row.item_id },
  link: toLink(row),
});

/** A link on its way into the table; digests are joined by commas, since arrays of arrays do not travel. */
export interface LinkInput {
  readonly collection: string;
  readonly item_id: string;
  readonly ordinal: number;
  readonly stream: string;
  readonly remote_id: string;
  readonly part: string;
  readonly created_at: string | null;
  readonly state: string;
  readonly alive_hub: boolean | null;
  readonly alive_remote: boolean | null;
  readonly claims: string;
  readonly claim_digests: string;
  readonly base: string;
  readonly agreed_hub: string;
  readonly agreed_remote: string;
  readonly lost: string;
  readonly written: string;
}

export const linkInputTypes: Readonly<Record<keyof LinkInput, InputType>> = {
  collection: 'text',
  item_id: 'text',
  ordinal: 'integer',
  stream: 'text',
  remote_id: 'text',
  part: 'text',
  created_at: 'text',
  state: 'text',
  alive_hub: 'boolean',
  alive_remote: 'boolean',
  claims: 'json',
  claim_digests: 'text',
  base: 'json',
  agreed_hub: 'text',
  agreed_remote: 'text',
  lost: 'json',
  written: 'json',
};

export const toLinkInput = (item: ItemKey, link: Link, ordinal: number): LinkInput => ({
  collection: item.collection,
  item_id: item.id,
  ordinal,
  stream: link.stream,
  remote_id: link.remoteId,
  part: link.part,
  created_at: link.createdAt,
  state: link.state,
  alive_hub: link.alive?.hub ?? null,
  alive_remote: link.alive?.remote ?? null,
  claims: JSON.stringify(link.claims),
  claim_digests: link.claims.map(digestOf).join(','),
  base: JSON.stringify(link.base),
  agreed_hub: digestOf(agreedTextOf(link, 'hub')),
  agreed_remote: digestOf(agreedTextOf(link, 'remote')),
  lost: JSON.stringify(link.lost),
  written: JSON.stringify(link.written),
});

/** Stands for a text: in an index, which holds no long ones, and where only equality counts. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url');
