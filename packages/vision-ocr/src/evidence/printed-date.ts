// The first letters that tell the months of German, French, Italian and English apart.
const months: readonly RegExp[] = [
  /^(jan|gen)/,
  /^(feb|fev|fév)/,
  /^(mar|mär|mrz)/,
  /^(apr|avr)/,
  /^(may|mai|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aou|aoû|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott)/,
  /^nov/,
  /^(dec|dez|déc|dic)/,
];

/**
 * The dates that a printed text can mean, as `YYYY-MM-DD`: two where day and month could be swapped. Empty where
 * it is no date.
 *
 * @example readDate('12. Mai 2026') // ['2026-05-12']
 */
export function readDate(printed: string): string[] {
  const text = printed.normalize('NFC').toLowerCase();
  const [, year, month, day] = /(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text) ?? [];
  if (year !== undefined) return date(year, month, day);
  const [, first, second, end] =
    /(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})(?!\d)/.exec(text) ?? [];
  if (first !== undefined) return [...new Set([...date(end, second, first), ...date(end, first, second)])];
  const [, dayBefore, name, yearAfter] =
    /(\d{1,2})(?:\.|er|st|nd|rd|th|°)?\s*(\p{L}{3,})\.?,?\s*(\d{4})/u.exec(text) ?? [];
  if (dayBefore !== undefined) return date(yearAfter, monthNumber(name), dayBefore);
  const [, nameBefore, dayAfter, yearEnd] =
    /(\p{L}{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/u.exec(text) ?? [];
  return date(yearEnd, monthNumber(nameBefore), dayAfter);
}

function monthNumber(name: string | undefined): string | undefined {
  const index = name === undefined ? -1 : months.findIndex((month) => month.test(name));
  return index === -1 ? undefined : String(index + 1);
}

function date(year: string | undefined, month: string | undefined, day: string | undefined): string[] {
  if (year === undefined || month === undefined || day === undefined) return [];
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return [];
  return [`${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`];
}
