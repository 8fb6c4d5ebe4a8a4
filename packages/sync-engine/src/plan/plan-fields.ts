import type { EffectField } from '../effect.ts';
import { finding, type Finding } from '../finding.ts';
import type { ItemKey, Link } from '../link.ts';
import type { CollectionModel, CommandRule } from '../model.ts';
import { oncePer } from '../once-per.ts';
import type { WaitsFor } from '../ports.ts';
import { equalValues, type FieldValue } from '../value.ts';
import { holdsSent, hubMoved, sentMembers, type FieldState, type RemoteField } from './field-state.ts';
import type { LinkView } from './link-view.ts';
import { members, membersOfBoth } from './merge-set.ts';
import { planField } from './plan-field.ts';
import type { References } from './references.ts';
import { resolveAuthority } from './resolve-authority.ts';
import type { SideView } from './side-view.ts';

/** A transition that the hub asks a stream for. */
export interface PlannedCommand {
  readonly stream: string;
  readonly rule: CommandRule;
  readonly field: EffectField;
}

/** What the fields of an item need. */
export interface FieldsPlan {
  /** By hub field. */
  readonly hub: Readonly<Record<string, EffectField>>;
  /** By stream, then by hub field. */
  readonly remotes: Readonly<Record<string, Readonly<Record<string, EffectField>>>>;
  readonly commands: readonly PlannedCommand[];
  /** The active links with the bases of all fields that agree as they are. */
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  readonly waits: readonly WaitsFor[];
}

export interface FieldsInput {
  readonly collection: CollectionModel;
  readonly item: ItemKey;
  readonly hub: SideView;
  /** Links whose both sides are to be compared, in the order of stream names. */
  readonly active: readonly LinkView[];
  /** All links of the item: the stream that decides may be one that could not be read. */
  readonly all: readonly LinkView[];
  readonly references: References;
  /** A command whose outcome or refusal a person must look at is not asked for again. */
  readonly commandBlocked: (stream: string, rule: CommandRule) => boolean;
  /** Another record was found to have this identity. */
  readonly identityTaken: (stream: string, field: string, wanted: FieldValue) => boolean;
}

// In one order, whatever the order of the definitions.
const fieldNames = oncePer(({ columns }: CollectionModel) => Object.keys(columns).toSorted());

/** Plans every field that an active link maps. */
export function planFields(input: FieldsInput): FieldsPlan {
  const hub: Record<string, EffectField> = {};
  const remotes: Record<string, Record<string, EffectField>> = {};
  const commands: PlannedCommand[] = [];
  const findings: Finding[] = [];
  const waits: WaitsFor[] = [];
  const links = new Map(input.active.map((view) => [view.link.stream, withoutDoubts(view, input.hub)]));

  for (const field of fieldNames(input.collection)) {
    const state = fieldState(input, field, findings);
    if (state === undefined) continue;
    const command = commandFor(input, state);
    if (command !== undefined) {
      commands.push(command);
      continue;
    }
    const plan = planField(input.item, state);
    findings.push(...plan.findings);
    waits.push(...plan.waits);
    if (plan.hubWrite !== null) hub[field] = plan.hubWrite;
    for (const [stream, write] of Object.entries(plan.remoteWrites))
      if (!input.identityTaken(stream, field, write.wanted)) (remotes[stream] ??= {})[field] = write;
    for (const [stream, halves] of Object.entries(plan.agreed)) {
      const link = links.get(stream);
      if (link !== undefined) links.set(stream, withBase(link, field, halves));
    }
    for (const [stream, value] of Object.entries(plan.dealtWith)) {
      const link = links.get(stream);
      if (link !== undefined) links.set(stream, { ...link, lost: { ...link.lost, [field]: value } });
    }
  }
  return { hub, remotes, commands, links: [...links.values()], findings, waits };
}

/** The link with a new base for one field; what was dealt with before, or may have been sent, is over. */
export function withBase(link: Link, field: string, halves: Link['base'][string]): Link {
  const { [field]: _dealtWith, ...lost } = link.lost;
  const { [field]: _sent, ...others } = link.written;
  const written = sentMembers(link, field).length > 0 ? others : link.written;
  return { ...link, base: { ...link.base, [field]: halves }, lost, written };
}

// What may have been sent is forgotten once its side shows something else: whoever enters it later means it.
function withoutDoubts({ link, view }: LinkView, hub: SideView): Link {
  const entries = Object.entries(link.written);
  const kept = entries.filter(([field, { side, times }]) => {
    const shown = (side === 'hub' ? hub : view).values[field];
    if (times > 0 || shown === undefined) return true;
    return side === 'hub'
      ? holdsSent(link, field, shown)
      : membersOfBoth(sentMembers(link, field), members(shown)).length > 0;
  });
  return kept.length === entries.length ? link : { ...link, written: Object.fromEntries(kept) };
}

function fieldState(input: FieldsInput, field: string, findings: Finding[]): FieldState | undefined {
  const column = input.collection.columns[field];
  if (column === undefined) return undefined;
  const mapped = input.active.filter(({ mapping }) => mapping.fields[field] !== undefined);
  const [first] = mapped;
  if (first === undefined) return undefined;
  const unreadable = (side: string, reason: string): Finding =>
    finding({
      kind: 'unreadable_value',
      item: input.item,
      side,
      field,
      lost: undefined,
      message: `${field}: ${reason}`,
    });

  const hubTrouble = input.hub.unreadable[field];
  if (hubTrouble !== undefined) {
    findings.push(unreadable('hub', hubTrouble));
    return undefined;
  }
  const remotes: RemoteField[] = [];
  for (const { link, mapping, view } of mapped) {
    const trouble = view.unreadable[field];
    const fieldMapping = mapping.fields[field];
    if (trouble !== undefined) findings.push(unreadable(link.stream, trouble));
    else if (fieldMapping !== undefined)
      remotes.push({
        stream: link.stream,
        entity: mapping.entity,
        link,
        mapping: fieldMapping,
        base: link.base[field],
        value: view.values[field] ?? null,
      });
  }
  const authority = resolveAuthority(input.collection, field, input.all);
  if (authority === undefined || remotes.length === 0) return undefined;
  return {
    field,
    column,
    authority,
    hub: input.hub.values[field] ?? null,
    remotes,
    references: input.references,
  };
}

// An edit in the hub that only the provider can carry out.
function commandFor(input: FieldsInput, state: FieldState): PlannedCommand | undefined {
  for (const { link, mapping } of input.active) {
    const remote = state.remotes.find(({ stream }) => stream === link.stream);
    if (remote?.base === undefined || !hubMoved(state, remote)) continue;
    const rule = mapping.commands.find(
      (candidate) =>
        candidate.field === state.field &&
        equalValues(candidate.to, state.hub) &&
        candidate.from.some((value) => equalValues(value, remote.value)) &&
        !input.commandBlocked(link.stream, candidate),
    );
    if (rule !== undefined)
      return {
        stream: link.stream,
        rule,
        field: { wanted: state.hub, read: remote.value, others: { hub: state.hub } },
      };
  }
  return undefined;
}
