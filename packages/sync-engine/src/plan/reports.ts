import type { Effect } from '../effect.ts';
import { finding, type Finding } from '../finding.ts';
import type { ItemKey } from '../link.ts';
import type { CommandRule } from '../model.ts';
import { valueText, type Fields, type FieldValue } from '../value.ts';

/** A write that its side refuses for good; the key is the same for the same payload. */
export function writeRefused(item: ItemKey, refused: Effect, reason: string): Finding {
  const wanted = Object.fromEntries(
    Object.entries(refused.fields).map(([field, { wanted: value }]) => [field, value]),
  );
  const what = refused.command === null ? refused.kind : refused.command.name;
  return refusal(item, refused.side, what, wanted, reason);
}

/** The same for a command, from its rule. */
export const commandRefused = (item: ItemKey, stream: string, { name, field, to }: CommandRule): Finding =>
  refusal(item, stream, name, { [field]: to }, 'refused before');

const refusal = (item: ItemKey, side: string, what: string, wanted: Fields, reason: string): Finding =>
  finding({
    kind: 'write_refused',
    item,
    side,
    field: null,
    lost: `${what} ${valueText(wanted)}`,
    message: `${side} refuses ${what}: ${reason}`,
  });

/** A write that moves money, and may or may not have taken effect. */
export const unclearMoney = (item: ItemKey, side: string, what: string): Finding =>
  finding({
    kind: 'unclear_money',
    item,
    side,
    field: null,
    lost: what,
    message: `${side}: whether ${what} took effect cannot be told; it is not repeated until a person has looked`,
  });

/** An identity that another record has. */
export const identityTaken = (item: ItemKey, side: string, field: string, lost: FieldValue): Finding =>
  finding({
    kind: 'identity_taken',
    item,
    side,
    field,
    lost,
    message: `${field}: another record of ${side} has it, so it is not written`,
  });

/** A delete that met an edit, or something that was never agreed on: the record is kept. */
export const keptAgainstEdit = (item: ItemKey, side: string, why: string): Finding =>
  finding({ kind: 'delete_against_edit', item, side, field: null, lost: undefined, message: `kept: ${why}` });

/** Two items have come to stand for one record: the first one's link ends. */
export const linksMet = (item: ItemKey, stream: string, from: string, to: string): Finding =>
  finding({
    kind: 'links_met',
    item,
    side: stream,
    field: null,
    lost: from,
    message: `${stream} ${from === to ? from : `${from} became ${to}, and that`} is linked to another item`,
  });

/** A delete that the stream's delete guard holds back. */
export const guarded = (item: ItemKey, stream: string): Finding =>
  finding({
    kind: 'delete_guard',
    item,
    side: stream,
    field: null,
    lost: undefined,
    message: `${stream}: too many deletes in 24 hours; none is carried out until a person has looked`,
  });
