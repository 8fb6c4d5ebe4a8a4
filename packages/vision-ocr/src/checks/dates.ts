import type { Invoice } from '../invoice/invoice.ts';
import { type CheckResult, checkResult, type Complaint } from './check-result.ts';

const day = 86_400_000;
/** Days that a document may be ahead: somewhere it is tomorrow already. */
const ahead = 1;

/**
 * Dates exist, none is due before it was issued, and none was issued in the future or more than ten years ago.
 *
 * @param now Milliseconds since 1970.
 */
export function checkDates(
  { issueDate, supplyDate, dueDate }: Invoice,
  { now }: { now: number },
): CheckResult {
  const dates = Object.entries({ issueDate, supplyDate, dueDate });
  const complaints = dates.flatMap(([field, date]): Complaint[] =>
    date !== null && !isDate(date) ? [{ field, message: `${date} is no date.` }] : [],
  );
  if (issueDate !== null && isDate(issueDate)) {
    const issued = Date.parse(issueDate);
    if (issued > now + ahead * day)
      complaints.push({ field: 'issueDate', message: `Issued on ${issueDate}, in the future.` });
    if (issued < now - 3653 * day)
      complaints.push({ field: 'issueDate', message: `Issued on ${issueDate}, more than ten years ago.` });
    if (dueDate !== null && isDate(dueDate) && dueDate < issueDate)
      complaints.push({
        field: 'dueDate',
        message: `Due on ${dueDate}, before it was issued on ${issueDate}.`,
      });
  }
  return checkResult('dates', { applies: issueDate !== null, complaints });
}

/** 30 February is none, though `Date` takes it for 2 March. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
