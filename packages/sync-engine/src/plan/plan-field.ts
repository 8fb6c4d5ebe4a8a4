import type { EffectField } from '../effect.ts';
import { finding, type Finding } from '../finding.ts';
import type { Halves, ItemKey } from '../link.ts';
import type { WaitsFor } from '../ports.ts';
import { equalValues, isEmpty, type Fields, type FieldValue } from '../value.ts';
import { decideField, ownerOf, type Loser } from './decide-field.ts';
import { agrees, isSettled, type FieldState, type RemoteField } from './field-state.ts';
import { sameSet } from './merge-set.ts';
import { inRemoteTerms, referenceId } from './same-value.ts';

/** What one field needs. */
export interface FieldPlan {
  readonly hubWrite: EffectField | null;
  /** By stream. */
  readonly remoteWrites: Readonly<Record<string, EffectField>>;
  /** Bases of the streams that agree with the hub as they are, by stream. */
  readonly agreed: Readonly<Record<string, Halves>>;
  /** Values that lost against what the hub holds, by stream: from now on no proposals, whatever comes next. */
  readonly dealtWith: Fields;
  readonly findings: readonly Finding[];
  readonly waits: readonly WaitsFor[];
}

// Written this often without sticking, a value is not written again.
const mostWrites = 2;

/** Plans one field of an item: the fewest writes that bring all its sides together. */
export function planField(item: ItemKey, state: FieldState): FieldPlan {
  // Most fields of most looks: nobody moved, so nobody proposes anything and nobody is written.
  if (state.remotes.every((remote) => isSettled(state, remote) && agrees(state, remote))) return nothing;
  const decision = decideField(state);
  const report = reporter(item, state.field);
  if (decision.kind === 'waits')
    return {
      ...nothing,
      waits: [{ kind: 'record', stream: decision.stream, remoteId: referenceId(decision.remoteId) }],
    };
  const lost = decision.losers.map((loser) => report.lost(loser));
  if (decision.kind === 'undecided') return { ...nothing, findings: lost };
  const plan = isHeld(state, decision.value)
    ? { ...planRemotes(state, report), dealtWith: lostThere(decision.losers) }
    : planHub(state, decision.value, decision.from, report);
  return { ...plan, findings: [...lost, ...plan.findings] };
}

const nothing: FieldPlan = {
  hubWrite: null,
  remoteWrites: {},
  agreed: {},
  dealtWith: {},
  findings: [],
  waits: [],
};

const lostThere = (losers: readonly Loser[]): Fields =>
  Object.fromEntries(losers.flatMap(({ side, value }) => (side === 'hub' ? [] : [[side, value]])));

const isHeld = ({ column, hub }: FieldState, value: FieldValue): boolean =>
  column.kind === 'set' ? sameSet(value, hub) : equalValues(value, hub);

// The hub first: the streams are written only after it holds what they are to be told.
function planHub(state: FieldState, value: FieldValue, from: string, report: Reporter): FieldPlan {
  const encoded = state.column.codec.encode(value);
  if (!encoded.ok) return { ...nothing, findings: [report.refused('hub', value, encoded.reason)] };
  const source = state.remotes.find((remote) => remote.stream === from) ?? state.remotes[0];
  if (source !== undefined && writtenTooOften(source, state.field, 'hub', value))
    return { ...nothing, findings: [report.doesNotStick('hub', value)] };
  const others = Object.fromEntries(state.remotes.map((remote) => [remote.stream, remote.value]));
  return { ...nothing, hubWrite: { wanted: value, read: state.hub, others } };
}

function planRemotes(state: FieldState, report: Reporter): FieldPlan {
  const remoteWrites: Record<string, EffectField> = {};
  const agreed: Record<string, Halves> = {};
  const findings: Finding[] = [];
  const waits: WaitsFor[] = [];
  for (const remote of state.remotes) {
    if (isSettled(state, remote)) {
      // Agreed, but not equal: the provider keeps a form of its own that no codec declares.
      if (!agrees(state, remote)) findings.push(report.doesNotStick(remote.stream, state.hub));
      continue;
    }
    if (agrees(state, remote)) {
      agreed[remote.stream] = { hub: state.hub, remote: remote.value };
      continue;
    }
    const outcome = planRemote(state, remote, report);
    if ('write' in outcome) remoteWrites[remote.stream] = outcome.write;
    else if ('waits' in outcome) waits.push(outcome.waits);
    else findings.push(outcome.finding);
  }
  return { ...nothing, remoteWrites, agreed, findings, waits };
}

type RemoteOutcome = { write: EffectField } | { waits: WaitsFor } | { finding: Finding };

function planRemote(state: FieldState, remote: RemoteField, report: Reporter): RemoteOutcome {
  const { authority, column, hub } = state;
  if (!mayWrite(state, remote))
    return { finding: report.diverged(remote.stream, remote.value, authority.kind) };
  const wanted = inRemoteTerms({ column, mapping: remote.mapping }, hub, state.references);
  if (wanted === undefined)
    return {
      waits: {
        kind: 'item',
        item: { collection: column.to ?? '', id: referenceId(hub) },
        stream: remote.mapping.refers ?? remote.stream,
      },
    };
  const encoded = remote.mapping.codec.encode(wanted);
  if (!encoded.ok) return { finding: report.refused(remote.stream, wanted, encoded.reason) };
  if (writtenTooOften(remote, state.field, 'remote', wanted))
    return { finding: report.doesNotStick(remote.stream, wanted) };
  return { write: { wanted, read: remote.value, others: { hub } } };
}

function mayWrite(state: FieldState, remote: RemoteField): boolean {
  if (remote.mapping.direction === 'in') return false;
  if (remote === ownerOf(state)) return false;
  // First contact erases nothing: an empty hub never empties a stream that it has not agreed with.
  return remote.base !== undefined || !isEmpty(state.hub);
}

function writtenTooOften(
  remote: RemoteField,
  field: string,
  side: 'hub' | 'remote',
  value: FieldValue,
): boolean {
  const written = remote.link.written[field];
  return written?.side === side && written.times >= mostWrites && equalValues(written.value, value);
}

interface Reporter {
  lost(loser: Loser): Finding;
  refused(side: string, value: FieldValue, reason: string): Finding;
  doesNotStick(side: string, value: FieldValue): Finding;
  diverged(side: string, value: FieldValue, authority: string): Finding;
}

function reporter(item: ItemKey, field: string): Reporter {
  const about = (side: string, lost: FieldValue) => ({ item, side, field, lost });
  return {
    lost: ({ kind, side, value }) =>
      finding({ ...about(side, value), kind, message: `${field}: the value of ${side} was not taken` }),
    refused: (side, value, reason) =>
      finding({
        ...about(side, value),
        kind: 'value_refused',
        message: `${field}: ${side} cannot hold it: ${reason}`,
      }),
    doesNotStick: (side, value) =>
      finding({
        ...about(side, value),
        kind: 'does_not_stick',
        message: `${field}: ${side} does not keep it`,
      }),
    diverged: (side, value, authority) =>
      finding({
        ...about(side, value),
        kind: 'diverged',
        message: `${field}: ${side} differs, and may not be written (authority: ${authority})`,
      }),
  };
}
