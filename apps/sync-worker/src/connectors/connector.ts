import type { Finding, Hint, MappingDefinition, Side } from '@unified-sync/sync-engine';

/**
 * What a provider gives the worker, for one connection: one credential set of one account. A connector knows
 * its provider and nothing else: neither another connector nor the hub. Whatever it cannot do, it says in the
 * capabilities of its mappings; nobody asks for a provider's name.
 */
export interface Connector {
  /** Name of the connection, e.g. `ninja-acme`; it never changes. */
  readonly connection: string;
  /** E.g. `invoice-ninja`. */
  readonly provider: string;
  /** By full stream name, e.g. `ninja-acme.clients`. */
  readonly streams: Readonly<Record<string, Side>>;
  /** How the streams stand to the hub's collections; pure tables. */
  readonly mappings: readonly MappingDefinition[];
  /** Milliseconds after which a request that was sent can no longer take effect. */
  readonly longestRequest: number;
  /**
   * Tells which account the credentials open, as text without secrets. The worker stores it and refuses to
   * work on another one.
   *
   * @throws {ApiError} where the provider cannot be asked.
   */
  fingerprint(): Promise<string>;
  /**
   * How many records a stream lists from its beginning, in one request; `undefined`: the provider cannot say.
   *
   * @throws {ApiError} where the provider cannot be asked.
   */
  count(stream: string): Promise<number | undefined>;
  /** `null`: the provider calls nobody. */
  readonly webhooks: WebhookSubscriptions | null;
  /**
   * Reads a call to one of the addresses below `/hooks/<connection>/`. Its body is a hint and nothing more.
   * Never throws.
   */
  parseHint(call: HookCall): Promise<ParsedHook>;
}

/** A call as it came in. */
export interface HookCall {
  /** Path of the request without the query, e.g. `/hooks/ninja-acme/invoice-update`. */
  readonly path: string;
  readonly headers: Headers;
  /** The bytes as they came: signatures are made over them. */
  readonly rawBody: Uint8Array;
}

/**
 * - `hints`: look at these records.
 * - `refused`: not proven to come from the provider, or no address of ours; nothing of it is kept.
 * - `unreadable`: it comes from the provider, but is not understood: the finding keeps its body.
 */
export type ParsedHook =
  | { readonly kind: 'hints'; readonly hints: readonly Hint[] }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly finding: Finding };

/** A subscription that the worker wants the provider to hold. */
export interface WantedSubscription {
  /** Unique within the connection, e.g. `invoice-update`. */
  readonly name: string;
  /** Where the provider is to call, secrets excluded. */
  readonly url: string;
}

/** A subscription that the provider holds and that calls this connection's addresses. */
export interface Subscription extends WantedSubscription {
  readonly id: string;
  /** False: it calls with a secret or to an address that is not wanted. */
  readonly working: boolean;
}

/** What the worker restores when the provider has dropped it. */
export interface WebhookSubscriptions {
  wanted(): readonly WantedSubscription[];
  /**
   * Subscriptions of this connection only, without those that the provider has switched off for good; others of the
   * same account are left alone.
   *
   * @throws {ApiError} */
  list(): Promise<readonly Subscription[]>;
  /** @throws {ApiError} */
  create(wanted: WantedSubscription): Promise<Subscription>;
  /** @throws {ApiError} */
  remove(id: string): Promise<void>;
}
