import type { ColumnType, Generated } from 'kysely';
import type {
  Effect,
  EffectKind,
  Finding,
  FindingKind,
  Link,
  LinkState,
  WaitsFor,
} from '@unified-sync/sync-engine';
import type { BreakerPhase } from '../traffic/breaker-state.ts';
import type { BudgetState } from '../traffic/budget-state.ts';

/** Written as JSON text, read as what it says. */
type Json<Value> = ColumnType<Value, string, string>;

interface OfItem {
  collection: string;
  item_id: string;
}

export interface LinkRow extends OfItem {
  /** Place in the item's list of links. */
  ordinal: number;
  stream: string;
  remote_id: string;
  part: string;
  created_at: string | null;
  state: LinkState;
  alive_hub: boolean | null;
  alive_remote: boolean | null;
  claims: Json<Link['claims']>;
  /** Of the claims: what the index holds, since a claim may be too long for one. */
  claim_digests: string[];
  base: Json<Link['base']>;
  /** Digest of the base's halves, by side; `null`: written by a version that knew none. */
  agreed_hub: string | null;
  agreed_remote: string | null;
  lost: Json<Link['lost']>;
  written: Json<Link['written']>;
}

export interface EffectRow extends OfItem {
  id: string;
  side: string;
  kind: EffectKind;
  remote_id: string | null;
  part: string;
  parent_id: string | null;
  fields: Json<Effect['fields']>;
  command: Json<Effect['command']>;
  because: Json<Effect['because']>;
  state: Effect['state'];
  /** Milliseconds of the engine's clock. */
  sent_at: number | null;
  changed_at: Date;
}

/** `scan`: what changed. `sweep`: a comparison of all ids. `backfill`: everything, by command. */
export type RunKind = 'scan' | 'sweep' | 'backfill';

/** `stopped`: the worker ended before it did. */
export type RunStatus = 'running' | 'completed' | 'failed' | 'stopped';

/** The tables of the store, as `migrations/` makes them. */
export interface Tables {
  commits: { position: Generated<number>; at: Date };
  items: OfItem & { rev: number; position: number };
  links: LinkRow;
  effects: EffectRow;
  waits: OfItem & { kind: WaitsFor['kind']; stream: string; target: string; since: Date };
  dirty: {
    side: string;
    record: string;
    owner: ColumnType<string, never, never>;
    counter: Generated<number>;
    lane: number;
    /** First mark that nobody has dealt with. */
    since: Date;
    /** When it may be handed out: now, at the end of a deferral, or when its worker must be taken for dead. */
    due_at: Date;
    is_taken: Generated<boolean>;
    /** Of the hint that made the row; see `mark-dirty.ts` for those that fold into it. */
    correlation: string | null;
  };
  checkpoints: {
    stream: string;
    rev: number;
    cursor: string | null;
    page: string | null;
    first_listing_done: boolean;
    changed_at: Date;
    /** When it was last told to begin at its start. */
    begun_at: Date;
  };
  findings: {
    digest: string;
    key: string;
    kind: FindingKind;
    collection: string | null;
    item_id: string | null;
    side: string | null;
    field: string | null;
    lost: Json<Finding['lost'] | null> | null;
    message: string;
    is_open: boolean;
    times_opened: number;
    first_at: Date;
    opened_at: Date;
    resolved_at: Date | null;
    is_dismissed: Generated<boolean>;
    /** Id of its item in Directus, once it is there. */
    public_id: string | null;
    /** Status that the item was given when it was last written. */
    published_status: string | null;
    is_published: Generated<boolean>;
  };
  history: OfItem & {
    id: Generated<number>;
    position: number;
    at: Date;
    what: string;
    field: string | null;
    value: Json<Finding['lost'] | null> | null;
    side: string | null;
    correlation: string | null;
  };
  leases: { key: string; token: Generated<number>; expires_at: Date };
  deletions: { stream: string; remote_id: string; at: Date };
  installation: { is_this: Generated<boolean>; id: Generated<string> };
  accounts: { connection: string; fingerprint: string; first_seen_at: Date };
  runs: {
    id: Generated<string>;
    kind: RunKind;
    listing: string;
    status: RunStatus;
    started_at: Date;
    /** Start of the last run that was folded into this one. */
    last_started_at: Date;
    finished_at: Date | null;
    attempts: Generated<number>;
    read_count: Generated<number>;
    created_count: Generated<number>;
    updated_count: Generated<number>;
    archived_count: Generated<number>;
    finding_count: Generated<number>;
    error: string | null;
    is_published: Generated<boolean>;
  };
  /** What processes share of a provider that fails: see `traffic/breaker-state.ts`. */
  breakers: {
    key: string;
    phase: BreakerPhase;
    failures: number;
    openings: number;
    last_failed: string | null;
    cause: string | null;
    since: Date;
    probe_at: Date | null;
    probe: number;
  };
  /** `state`: see `traffic/budget-state.ts`; null where no limit is known. */
  budgets: { key: string; state: Json<BudgetState | null>; paused_until: Date };
  /** What is kept for a while: when it was last looked for, and what it is kept from. */
  prunings: { what: string; begun_at: Date; kept_from: Date | null };
  settings: { name: string; sealed: Uint8Array; changed_at: Date };
}
