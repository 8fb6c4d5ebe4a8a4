import type { Fields, FieldValue } from './value.ts';
import type { SideName } from './record.ts';

/** One field of a write: what is wanted, and what the plan read on both sides when it decided so. */
export interface EffectField {
  /** Canonical value to be written. */
  readonly wanted: FieldValue;
  /** Canonical value that the written side showed. */
  readonly read: FieldValue;
  /** Canonical values of the other side: of the hub for a write to a stream; of each stream for the hub. */
  readonly others: Readonly<Record<string, FieldValue>>;
}

export type EffectKind = 'create' | 'update' | 'remove' | 'restore' | 'command';

/**
 * - `planned`: stored, nothing sent; dropped if the worker dies here.
 * - `sending`: may have been sent. Only reading can tell what came of it.
 * - `done`, `refused` (for good), `abandoned` (never sent, or proven without effect): closed.
 */
export type EffectState = 'planned' | 'sending' | 'done' | 'refused' | 'abandoned';

/** An intended write in the outbox. At most one is open per link. */
export interface Effect {
  /** Unique, made from the item, the side and the revision it was planned at: a repeated plan repeats it. */
  readonly id: string;
  readonly side: SideName;
  readonly kind: EffectKind;
  /** The written record; `null` for a create at a side that chooses ids. */
  readonly remoteId: string | null;
  readonly part: string;
  /** For the create of a part: the id of the record that it becomes a part of. */
  readonly parentId: string | null;
  /** By hub field. */
  readonly fields: Readonly<Record<string, EffectField>>;
  /** Name of the command, and the remote state it needs: canonical values by hub field. */
  readonly command: { readonly name: string; readonly expects: Readonly<Record<string, FieldValue>> } | null;
  /** For the removal or the return of a hub item: the streams whose delete or restore it carries out. */
  readonly because: readonly string[];
  readonly state: EffectState;
  /** When it became `sending`, in milliseconds of the engine's clock. */
  readonly sentAt: number | null;
}

export const isOpen = (effect: Effect): boolean => effect.state === 'planned' || effect.state === 'sending';

/** An item that is to be made in the hub, under an id of our own. */
export const isHubCreate = ({ side, kind }: Effect): boolean => side === 'hub' && kind === 'create';

/** What a create said, in the hub's terms. */
export const saidBy = ({ fields }: Effect): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, { wanted, others }]) => [field, others['hub'] ?? wanted]),
  );

const transitions: Readonly<Record<EffectState, readonly EffectState[]>> = {
  planned: ['sending', 'abandoned'],
  sending: ['done', 'refused', 'abandoned'],
  done: [],
  refused: [],
  abandoned: [],
};

/**
 * Moves an effect to its next state.
 * @throws {Error} where the outbox does not allow the step: a closed effect never opens again.
 */
export function advance(effect: Effect, state: EffectState, now?: number): Effect {
  if (!transitions[effect.state].includes(state))
    throw new Error(`effect ${effect.id}: ${effect.state} cannot become ${state}`);
  return { ...effect, state, sentAt: state === 'sending' ? (now ?? null) : effect.sentAt };
}
