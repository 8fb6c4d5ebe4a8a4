import { advance, type Effect, type EffectField } from '../effect.ts';
import { normalForm } from '../codec.ts';
import { finding, type Finding } from '../finding.ts';
import { newLink, type Link, type WrittenValue } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import type { ItemState } from '../ports.ts';
import type { SideRecord } from '../record.ts';
import { equalValues, isEmpty, type FieldValue } from '../value.ts';
import { sentMembers } from './field-state.ts';
import { members, notShown, without } from './merge-set.ts';
import { withBase } from './plan-fields.ts';
import { isFormOf, showsWritten } from './read-outcome.ts';
import { noReferences, type References } from './references.ts';
import { sameValue } from './same-value.ts';
import { viewHub, viewRecord, type SideView } from './side-view.ts';

/** What an effect that took effect changes in the item's state. */
export interface Settlement {
  readonly links: readonly Link[];
  readonly effect: Effect;
  readonly findings: readonly Finding[];
}

export interface SettleInput {
  readonly collection: CollectionModel;
  readonly item: ItemState;
  readonly effect: Effect;
  /** The record as the write's own response shows it, or, after a lost response, a later read. */
  readonly record: SideRecord;
  /** True: a later read. What it shows beyond what was written is somebody's edit, and no base. */
  readonly isLaterRead?: boolean;
  /** The part that was written or made. */
  readonly part: string;
  readonly references: References;
}

/**
 * Moves the bases of the fields that an effect wrote, and of no other: the written side's half is the value in
 * the response, the other half is what the plan had read there.
 */
export function settleEffect(input: SettleInput): Settlement {
  if (input.effect.kind === 'remove') return settleRemoval(input);
  if (input.effect.kind === 'restore') return settleRestore(input);
  return input.effect.side === 'hub' ? settleHub(input) : settleStream(input);
}

/**
 * Both sides have agreed on the delete: a record that comes back from now on was restored, and one that is gone
 * was not deleted once more.
 */
export function settleRemoval({ item, effect }: Pick<SettleInput, 'item' | 'effect'>): Settlement {
  const settled = effect.side === 'hub' ? effect.because : [effect.side];
  const links = item.links.map((link): Link =>
    settled.includes(link.stream)
      ? { ...link, state: 'tombstone', alive: { hub: false, remote: false } }
      : link,
  );
  return { links, effect: advance(effect, 'done'), findings: [] };
}

/**
 * Both sides have agreed that the record is back: one that goes from now on was deleted once more. The link becomes live
 * only with the next plan, once both are seen: another item may be linked to the record by now.
 */
function settleRestore({ item, effect, record }: SettleInput): Settlement {
  const settled = effect.side === 'hub' ? effect.because : [effect.side];
  const links = item.links.map((link): Link =>
    record.live && link.state === 'tombstone' && settled.includes(link.stream)
      ? { ...link, alive: { hub: true, remote: true } }
      : link,
  );
  return { links, effect: advance(effect, 'done'), findings: [] };
}

function settleHub(input: SettleInput): Settlement {
  const { collection, item, effect, record } = input;
  // It was deleted before the write reached it: whoever did that has not seen these values, and nothing has agreed.
  if (effect.kind === 'update' && !record.live && input.isLaterRead !== true)
    return { links: item.links, effect: advance(effect, 'done'), findings: [] };
  const view = viewHub(collection, { kind: 'present', record });
  const findings: Finding[] = [];
  const links = item.links.map((link) => {
    const mapping = collection.mappings[link.stream];
    if (mapping === undefined) return link;
    const seen = Object.values(effect.fields).some(({ others }) => others[link.stream] !== undefined);
    if (effect.kind === 'create' && !seen) return withoutFormerItem(link);
    if (link.state !== 'live') return link;
    let next: Link =
      effect.kind === 'create' ? { ...link, alive: { hub: true, remote: true }, claims: [] } : link;
    for (const [field, written] of Object.entries(effect.fields)) {
      const remote = written.others[link.stream];
      if (remote === undefined) continue;
      next = settleField(
        input,
        { link: next, mapping, view, field, written, side: 'hub', other: remote },
        findings,
      );
    }
    return next;
  });
  return { links, effect: advance(effect, 'done'), findings };
}

// What it had agreed with was the item before this one: what the new one holds is nobody's edit of that, and meets its
// record for the first time.
function withoutFormerItem(link: Link): Link {
  if (link.alive === null || (link.state !== 'live' && link.state !== 'tombstone')) return link;
  return { ...link, alive: link.state === 'live' ? null : link.alive, base: {}, lost: {}, written: {} };
}

function settleStream(input: SettleInput): Settlement {
  const { collection, item, effect, record, part } = input;
  const mapping = collection.mappings[effect.side];
  const existing = item.links.find(({ stream }) => stream === effect.side);
  if (mapping === undefined) return { links: item.links, effect: advance(effect, 'done'), findings: [] };
  const made = newLink({ stream: effect.side, remoteId: record.id, part, createdAt: record.createdAt });
  let link: Link =
    effect.kind === 'create' ? { ...made, alive: { hub: true, remote: true } } : (existing ?? made);
  const findings: Finding[] = [];
  const view = viewRecord(mapping, record, link.part);
  for (const [field, written] of Object.entries(effect.fields)) {
    const other = written.others['hub'];
    // What a command changed is a new look: its response is not the value of a write.
    if (other === undefined || effect.kind === 'command') continue;
    link = settleField(input, { link, mapping, view, field, written, side: 'remote', other }, findings);
  }
  const links = [...item.links.filter(({ stream }) => stream !== effect.side), link];
  return { links, effect: advance(effect, 'done'), findings };
}

/**
 * The links after an update whose answer was lost and whose record is not there to tell. Should it be back (an outage
 * that said "absent", a backup), what was written is dealt with, and nobody's edit. Of a set only the members that were to
 * come are remembered: those that do not show then never arrived, and were not removed.
 */
export function rememberSent(input: SentInput): readonly Link[] {
  const { collection, item, effect } = input;
  if (effect.kind !== 'update') return item.links;
  if (effect.side === 'hub') return item.links.map((link) => rememberSentToHub(input, link));
  const mapping = collection.mappings[effect.side];
  if (mapping === undefined) return item.links;
  return item.links.map((link) =>
    link.stream === effect.side ? rememberSentToStream(input, mapping, link) : link,
  );
}

type SentInput = Pick<SettleInput, 'collection' | 'item' | 'effect'>;

function rememberSentToStream({ collection, effect }: SentInput, { fields }: Mapping, link: Link): Link {
  const lost: Record<string, FieldValue> = {};
  const written: Record<string, WrittenValue> = {};
  for (const [field, { wanted, read }] of Object.entries(effect.fields)) {
    const codec = fields[field]?.codec;
    if (codec === undefined) continue;
    const form = normalForm(codec, wanted);
    const sent = form.ok ? form.value : wanted;
    if (collection.columns[field]?.kind !== 'set') lost[field] = sent;
    else {
      const before = sentMembers(link, field);
      const brought = [...before, ...without(without(members(sent), members(read)), before)];
      if (brought.length > 0) written[field] = { side: 'remote', value: brought, times: 0 };
    }
  }
  return { ...link, lost: { ...lost, ...link.lost }, written: { ...link.written, ...written } };
}

// Of the streams whose value the hub was to take alone: to the others it is news, whoever shows it. References are told
// apart by links, which are not at hand where an effect is read.
function rememberSentToHub({ collection, effect }: SentInput, link: Link): Link {
  const sent = Object.entries(effect.fields).flatMap(([field, { wanted, others }]) => {
    const [column, mapping] = [collection.columns[field], collection.mappings[link.stream]?.fields[field]];
    const other = others[link.stream];
    if (column?.kind !== 'value' || mapping === undefined || other === undefined) return [];
    if (!sameValue({ column, mapping }, wanted, other, noReferences)) return [];
    return [[field, { side: 'hub', value: wanted, times: 0 }] as const];
  });
  return sent.length === 0 ? link : { ...link, written: { ...link.written, ...Object.fromEntries(sent) } };
}

interface WrittenField {
  readonly link: Link;
  readonly mapping: Mapping;
  readonly view: SideView;
  readonly field: string;
  readonly written: EffectField;
  readonly side: 'hub' | 'remote';
  /** What the plan read on the other side. */
  readonly other: FieldValue;
}

function settleField(input: SettleInput, change: WrittenField, findings: Finding[]): Link {
  const { mapping, view, field, written, side } = change;
  const [column, fieldMapping] = [input.collection.columns[field], mapping.fields[field]];
  const answered = view.values[field];
  const link = countWrite(change);
  if (column === undefined || fieldMapping === undefined || answered === undefined) return link;
  // Still what it was before: the side left this field out, or somebody put it back. Nothing has agreed.
  if (equalValues(answered, written.read) && !equalValues(answered, written.wanted)) {
    if (input.isLaterRead === true) findings.push(putBack(input, link, change, answered));
    return link;
  }
  const codec = side === 'hub' ? column.codec : fieldMapping.codec;
  // Neither what was there nor what was written: whether the update ever reached this field cannot be told, even where
  // another field shows it, since somebody may have entered that value there. Nothing has agreed: what is shown meets
  // the other side's value as one edit meets another. A record that a write made is proof enough.
  const isDoubtful = input.isLaterRead === true && (input.effect.kind === 'update' || wasThereBefore(input));
  if (isDoubtful && !showsWritten({ ...written, kind: column.kind, codec }, answered)) return link;
  // Nor can it be told of a set that shows only some of the members that the write was to bring: somebody may have entered
  // those. The others have not been agreed on: they are brought once more, rather than taken for removed.
  const missing = isDoubtful && column.kind === 'set' ? notShown(codec, written, answered) : [];
  const wanted = withoutMembers(written.wanted, missing);
  const other = withoutMembers(change.other, missing);
  // What a later read shows beyond the write is an edit: the base is what was written.
  const isBeyond = input.isLaterRead === true && !isFormOf(codec, wanted, answered);
  const shown = isBeyond ? wanted : answered;
  const pair = { column, mapping: fieldMapping };
  const halves = side === 'hub' ? { hub: shown, remote: other } : { hub: other, remote: shown };
  if (sameValue(pair, halves.hub, halves.remote, input.references)) return withBase(link, field, halves);
  // The hub took another value than this stream's: the stream's has been dealt with, and is to be overwritten.
  if (side === 'hub' && !sameValue(pair, wanted, other, input.references))
    return isOverwritten(link, field, written) ? { ...link, lost: { ...link.lost, [field]: other } } : link;
  findings.push(anotherForm(input, link, change, halves.hub));
  return withBase(link, field, halves);
}

const withoutMembers = (value: FieldValue, missing: readonly FieldValue[]): FieldValue =>
  missing.length === 0 ? value : without(members(value), missing);

/** Milliseconds by which a provider that shows whole seconds makes a record look older than it is, at most. */
const coarsestStamp = 1_000;

// An earlier create of the item made it, whose answer was lost as well, and which may have said something else. Of a
// part only the age of its record is known.
function wasThereBefore({ effect: { parentId, sentAt }, record: { createdAt } }: SettleInput): boolean {
  if (parentId !== null || sentAt === null || createdAt === null) return false;
  return Date.parse(createdAt) + coarsestStamp < sentAt;
}

const putBack = (input: SettleInput, link: Link, { field, side }: WrittenField, lost: FieldValue): Finding =>
  finding({
    kind: 'conflict',
    item: input.item.key,
    side: side === 'hub' ? 'hub' : link.stream,
    field,
    lost,
    message: `${field}: shows its old value after a write whose answer was lost; it is written again`,
  });

const anotherForm = (
  input: SettleInput,
  link: Link,
  { field, side }: WrittenField,
  lost: FieldValue,
): Finding =>
  finding({
    kind: 'does_not_stick',
    item: input.item.key,
    side: link.stream,
    field,
    lost,
    message: `${field}: ${side === 'hub' ? 'the hub' : link.stream} keeps it in another form`,
  });

// At first contact an empty value overwrites nothing.
const isOverwritten = (link: Link, field: string, { wanted }: EffectField): boolean =>
  link.base[field] !== undefined || !isEmpty(wanted);

function countWrite({ link, field, written, side }: WrittenField): Link {
  const before = link.written[field];
  const again = before?.side === side && equalValues(before.value, written.wanted);
  const times = again ? before.times + 1 : 1;
  return { ...link, written: { ...link.written, [field]: { side, value: written.wanted, times } } };
}
