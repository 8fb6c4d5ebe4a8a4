import type { FieldValue, SideRecord } from '@unified-sync/sync-engine';
import { readDiscount } from './discount.ts';
import type { CreateRequest, UpdateRequest } from '../entity.ts';

type Line = Readonly<Record<string, FieldValue>>;

/**
 * The record of an answer with its lines as they were sent, where the provider took them and only worked out
 * what was left open (totals, defaults). What it worked out is then its own change, which the next look brings
 * to the hub; a line that it took otherwise is shown as it is.
 */
export function settleLines(record: SideRecord, { fields }: CreateRequest | UpdateRequest): SideRecord {
  const sent = fields['line_items'];
  const whole = record.parts[''];
  const answered = whole?.fields['line_items'];
  if (whole === undefined || !isLines(sent) || !isLines(answered) || !isTaken(sent, answered)) return record;
  return {
    ...record,
    parts: { ...record.parts, '': { ...whole, fields: { ...whole.fields, line_items: sent } } },
  };
}

const isTaken = (sent: readonly Line[], answered: readonly Line[]): boolean =>
  sent.length === answered.length &&
  sent.every((line, index) =>
    Object.entries(line).every(([key, value]) => holds(key, value, answered[index]?.[key])),
  );

function holds(key: string, sent: FieldValue, answered: FieldValue | undefined): boolean {
  if (key === 'line_total' || sent === null) return true;
  if (typeof sent !== 'string' || typeof answered !== 'string') return sent === answered;
  if (key === 'discount')
    return JSON.stringify(readDiscount(sent, key)) === JSON.stringify(readDiscount(answered, key));
  return sent.trim() === answered.trim();
}

const isLines = (value: FieldValue | undefined): value is readonly Line[] =>
  Array.isArray(value) &&
  value.every((line) => typeof line === 'object' && line !== null && !Array.isArray(line));
