import type { Codec } from './codec.ts';
import type { SideName } from './record.ts';
import type { Fields, FieldValue } from './value.ts';

/** How a field's values are compared and merged. */
export type FieldKind =
  /** Compared as a whole. */
  | 'value'
  /** A list without order; changes of several sides merge. */
  | 'set'
  /** Names another item, on each side by that side's own id. */
  | 'reference';

/** A field of a hub collection. */
export interface Column {
  readonly kind: FieldKind;
  readonly codec: Codec;
  /** The collection that a reference names. */
  readonly to?: string;
}

/** How one hub field stands in one stream. */
export interface FieldMapping {
  /** The remote field's name in {@link RecordPart.fields}. */
  readonly remote: string;
  readonly codec: Codec;
  /** `in`: read only. `out`: written only. `both`: as the field's authority says. */
  readonly direction: 'in' | 'out' | 'both';
  /** Remote fields that are replaced together have the same unit. @default a unit of its own */
  readonly unit?: string;
  /** For a reference: the stream whose record ids the remote field holds. */
  readonly refers?: string;
  /** No two records may hold the same value (e-mail): a taker is looked for before it is written. */
  readonly identity?: boolean;
}

/** A transition that only the provider can make, asked for by an edit of the field in the hub. */
export interface CommandRule {
  /** The provider adapter's name for it, e.g. `mark_sent`. */
  readonly name: string;
  readonly field: string;
  /** Remote values it starts from. */
  readonly from: readonly FieldValue[];
  readonly to: FieldValue;
  /** True: its outcome is never guessed; unclear becomes a finding. */
  readonly movesMoney: boolean;
}

/** What a stream can do. The engine branches on this, never on a provider's name. */
export interface StreamCapabilities {
  /** Can list what changed since a cursor. */
  readonly modifiedFilter: boolean;
  /** Milliseconds that an incremental listing looks back: cursor precision, clock skew, slow transactions. */
  readonly overlap: number;
  /** Pages are in an order that changes cannot take records out of, so that a listing can go on after a crash. */
  readonly resumable: boolean;
  /** What a delete leaves: a readable record, nothing, or there is no delete. */
  readonly deletes: 'soft' | 'hard' | 'none';
  readonly restorable: boolean;
  /**
   * How a record comes to answer under another id: it is renamed and stays the same record, or it is merged
   * into another one; `false`: never.
   */
  readonly movesIds: false | 'rename' | 'merge';
  /** Has a field for the hub id; without one the stream is import only. */
  readonly keySlot: boolean;
  /** The side refuses a write whose version is stale. */
  readonly cas: boolean;
  /** Milliseconds after which a request that was sent can no longer take effect. */
  readonly longestRequest: number;
  /** Creating a record moves money: an unclear create is never repeated. */
  readonly movesMoney: boolean;
}

/** Pairs a stream with a collection. */
export interface Mapping {
  readonly stream: string;
  /**
   * What the stream is one of, e.g. `invoice-ninja.clients`: each connection of a provider has a stream of its
   * own, and who decides a field is declared once for all of them.
   */
  readonly entity: string;
  readonly collection: string;
  /** Prefix of the parts that become items, e.g. `contact:`; `''` maps the whole record. */
  readonly partPrefix: string;
  /** For parts: the reference field that names the item of the whole record. */
  readonly parent?: string;
  /** By hub field. */
  readonly fields: Readonly<Record<string, FieldMapping>>;
  readonly capabilities: StreamCapabilities;
  /** Sets of hub fields that identify a record at first contact, strongest first, e.g. `[['vat_number'], ['email']]`. */
  readonly matchBy: readonly (readonly string[])[];
  /** New remote records become hub items. */
  readonly createInHub: boolean;
  /** Which hub items are created in the stream: fields they must have, and with which values. */
  readonly createInStream: false | { readonly when: Readonly<Record<string, readonly FieldValue[]>> };
  /** What a delete elsewhere does to the remote record. */
  readonly onDelete: 'remove' | 'keep';
  readonly commands: readonly CommandRule[];
}

/** Who decides a field. Streams are named by their {@link Mapping.entity}. */
export type Authority =
  /** The stream of this entity: edits elsewhere are undone, with a finding. */
  | { readonly kind: 'stream'; readonly stream: string }
  /** The hub: edits elsewhere are undone, with a finding. */
  | { readonly kind: 'hub' }
  /** Every side may edit; `prefer` settles a conflict. */
  | { readonly kind: 'shared'; readonly prefer: SideName }
  /** Every side may edit; this value wins over any other (an opt-out). */
  | { readonly kind: 'either'; readonly wins: FieldValue }
  /** Every side may edit; a conflict waits for a person. */
  | { readonly kind: 'manual' }
  /** Depends on another field as a stream shows it now. */
  | {
      readonly kind: 'by-state';
      readonly stream: string;
      readonly field: string;
      readonly states: readonly { readonly in: readonly FieldValue[]; readonly authority: PlainAuthority }[];
      readonly otherwise: PlainAuthority;
    };

export type PlainAuthority = Exclude<Authority, { kind: 'by-state' }>;

/** A hub collection with everything that the engine knows of it. */
export interface CollectionModel {
  readonly name: string;
  /** The field that names the owner company; match candidates share its value. `null`: one owner. */
  readonly owner: string | null;
  readonly columns: Readonly<Record<string, Column>>;
  /** By hub field: every mapped field has exactly one. */
  readonly authority: Readonly<Record<string, Authority>>;
  /** By stream name. */
  readonly mappings: Readonly<Record<string, Mapping>>;
  /** Constant values that a stream's records get in the hub, e.g. the owner company of its connection. */
  readonly constants: Readonly<Record<string, Fields>>;
  /** What a delete elsewhere does to the hub item. */
  readonly onDelete: 'remove' | 'keep';
  /** Milliseconds after which a hub write that was sent can no longer take effect. */
  readonly longestRequest: number;
  /** Milliseconds that an incremental listing of the hub looks back. */
  readonly overlap: number;
}

/** All collections, by name. */
export interface Model {
  readonly collections: Readonly<Record<string, CollectionModel>>;
}
