import { canonicalDecimal } from '@unified-sync/money';

/** What Swico S1 billing information says of an invoice. `null` and no rows are what it leaves out. */
export interface SwicoBillingInformation {
  number: string | null;
  issueDate: string | null;
  /** Number of the UID, as `CHE-109.322.551`. */
  vatId: string | null;
  /** Day of supply, or the last day of its period. */
  supplyDate: string | null;
  /** Rates in percent, and the net amount that each is on, where it says so. */
  taxes: { rate: string; base: string | null }[];
  /** Days until payment without discount is due. */
  netDays: number | null;
}

/**
 * Parses Swico S1 (syntax definition 1.2, `//S1/10/…`). A tag that it does not understand is left out.
 *
 * @returns `undefined` for billing information of another syntax.
 */
export function parseSwico(text: string): SwicoBillingInformation | undefined {
  if (!text.startsWith('//S1/')) return undefined;
  const tags = readTags(text.slice(5));
  const uid = /^\d{9}$/.exec(tags.get('30') ?? '')?.[0];
  return {
    number: tags.get('10') || null,
    issueDate: dateOf(tags.get('11')),
    vatId: uid === undefined ? null : `CHE-${uid.slice(0, 3)}.${uid.slice(3, 6)}.${uid.slice(6)}`,
    supplyDate: dateOf(tags.get('31')?.slice(-6)),
    taxes: taxesOf(tags.get('32') ?? ''),
    netDays: netDaysOf(tags.get('40') ?? ''),
  };
}

/** `10/X.66711/11/200712`; a slash in a value is written `\/`, a backslash `\\`. */
function readTags(text: string): ReadonlyMap<string, string> {
  const parts = (text.match(/(?:\\.|[^\\/])*(?:\/|$)/g) ?? []).map((part) =>
    part.replace(/\/$/, '').replace(/\\(.)/g, '$1'),
  );
  const tags = new Map<string, string>();
  for (let index = 0; index + 1 < parts.length; index += 2)
    tags.set(parts[index] ?? '', parts[index + 1] ?? '');
  return tags;
}

/** `260512` is 12 May 2026. */
function dateOf(text: string | undefined): string | null {
  const [, year, month, day] = /^(\d{2})(\d{2})(\d{2})$/.exec(text ?? '') ?? [];
  return year === undefined ? null : `20${year}-${month}-${day}`;
}

/** `8.1`, or `8.1:553.39;2.6:60`. */
function taxesOf(text: string): { rate: string; base: string | null }[] {
  const rows =
    text === '' ? [] : text.split(';').map((row) => /^(\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?$/.exec(row));
  if (rows.some((row) => row === null)) return [];
  return rows.map((row) => ({
    rate: canonicalDecimal(row?.[1] ?? ''),
    base: row?.[2] === undefined ? null : canonicalDecimal(row[2]),
  }));
}

/** `0:30`, or `2:10;0:60`: no discount within 60 days. */
function netDaysOf(text: string): number | null {
  const days = text
    .split(';')
    .find((condition) => condition.startsWith('0:'))
    ?.slice(2);
  return days !== undefined && /^\d{1,3}$/.test(days) ? Number(days) : null;
}
