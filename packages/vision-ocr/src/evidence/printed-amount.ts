import { canonicalDecimal } from '@unified-sync/money';

/**
 * The amounts, without sign, that a printed text can mean: `1'234.50` one, `1.234` two, for a comma or a point
 * before three digits may be either. Empty where it is no amount.
 *
 * @example readAmount('CHF 1’234.50') // ['1234.5']
 */
export function readAmount(printed: string): string[] {
  const text = printed
    .normalize('NFKC')
    .replaceAll(/[.–—-]{2,}|\.[–—-]|[–—-]/g, (dash) => (dash.startsWith('.') ? '.' : ''))
    .replaceAll(/[^\d.,'’´` ]/g, '')
    .replace(/^[.,'’´` ]+/, '')
    .replaceAll(/[.,'’´` ]+$/g, '')
    .trim();
  if (!/\d/.test(text)) return [];
  const plain = text.replaceAll(/['’´` ]/g, '');
  const separators = plain.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return [canonical(plain)];

  const asGroups = plain.replaceAll(/[.,]/g, '');
  const position = plain.lastIndexOf(last);
  const asDecimals = `${plain.slice(0, position).replaceAll(/[.,]/g, '')}.${plain.slice(position + 1)}`;
  const isRepeated = separators.filter((one) => one === last).length > 1;
  if (isRepeated) return [canonical(asGroups)];
  const digitsAfter = plain.length - position - 1;
  const isMixed = new Set(separators).size > 1 || plain !== text;
  return digitsAfter === 3 && !isMixed
    ? [canonical(asDecimals), canonical(asGroups)]
    : [canonical(asDecimals)];
}

const canonical = (digits: string): string =>
  canonicalDecimal(digits.replace(/^0+(?=\d)/, '').replace(/^\./, '0.'));
