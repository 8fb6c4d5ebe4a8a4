import type { FieldValue } from '../value.ts';

/** The hub decides: edits elsewhere are undone, with a finding. */
export const byHub = (): { readonly kind: 'hub' } => ({ kind: 'hub' });

/** One stream decides: edits elsewhere are undone, with a finding. */
export const byStream = <const Stream extends string>(
  stream: Stream,
): { readonly kind: 'stream'; readonly stream: Stream } => ({ kind: 'stream', stream });

/** Every side may edit; `prefer` settles a conflict. */
export const shared = <const Side extends string>(rule: {
  readonly prefer: Side;
}): { readonly kind: 'shared'; readonly prefer: Side } => ({ kind: 'shared', prefer: rule.prefer });

/** Every side may edit; the value `wins` wins over any other: `either({ wins: true })` for an opt-out. */
export const either = <const Value extends FieldValue>(rule: {
  readonly wins: Value;
}): { readonly kind: 'either'; readonly wins: Value } => ({ kind: 'either', wins: rule.wins });

/** Every side may edit; a conflict waits for a person. */
export const manual = (): { readonly kind: 'manual' } => ({ kind: 'manual' });

interface StateRules {
  /** The stream that shows the state. */
  readonly stream: string;
  /** The hub field that holds the state. */
  readonly field: string;
  /** Who decides in which states; each state at most once. */
  readonly states: readonly {
    readonly in: readonly FieldValue[];
    readonly authority: { readonly kind: string };
  }[];
  /** Who decides in every other state. */
  readonly otherwise: { readonly kind: string };
}

/**
 * Depends on another field as a stream shows it now: a draft is anybody's, an issued invoice its provider's.
 * @example
 * byState({
 *   stream: 'ninja-acme.invoices',
 *   field: 'status',
 *   states: [{ in: ['draft'], authority: shared({ prefer: 'hub' }) }],
 *   otherwise: byStream('ninja-acme.invoices'),
 * })
 */
export const byState = <const Rules extends StateRules>(
  rules: Rules,
): Rules & { readonly kind: 'by-state' } => ({
  ...rules,
  kind: 'by-state',
});
