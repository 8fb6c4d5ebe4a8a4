import { isEmpty, itemText, valueText, type FieldValue } from '../../src/index.ts';
import { linkedPairs, type Check } from './evidence.ts';
import { namesDifference } from './excuses.ts';

/** (i) The same record holds the same money on both sides, to the last digit. */
export const equalMoney: Check = (evidence) =>
  linkedPairs(evidence).flatMap(({ item, link, hub, remote, mapping }) => {
    if (hub?.live !== true || remote?.live !== true) return [];
    return evidence
      .moneyFields(item.collection)
      .filter((field) => mapping.fields[field] !== undefined)
      .filter((field) => !isSameAmount(hub.values[field], remote.values[field]))
      .filter((field) => !namesDifference(evidence, item, field))
      .map((field) => ({
        invariant: 'i' as const,
        message: `${itemText(item)} ${field}: ${valueText(hub.values[field])} in the hub, ${valueText(remote.values[field])} in ${link.stream}`,
        thing: hub.thing,
      }));
  });

function isSameAmount(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  // Empty is unknown, and not zero.
  if (isEmpty(left) || isEmpty(right)) return isEmpty(left) && isEmpty(right);
  if (typeof left === 'string' && typeof right === 'string') return plain(left) === plain(right);
  return valueText(left) === valueText(right);
}

/** Decimal text without the zeros that say nothing. */
export function plain(amount: string): string {
  const match = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(amount.trim());
  if (match === null) return `not a decimal: ${amount}`;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return digits === '0' ? '0' : sign + digits;
}
