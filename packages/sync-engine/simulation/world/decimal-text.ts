/**
 * Rounds decimal text half away from zero and shows exactly so many digits: `roundDecimal('1.005', 2)` is `1.01`.
 * Text that is no plain decimal comes back unchanged.
 */
export function roundDecimal(text: string, digits: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const kept = BigInt(whole + fraction.padEnd(digits, '0').slice(0, digits));
  const rounded = (fraction[digits] ?? '0') >= '5' ? kept + 1n : kept;
  const shown = String(rounded).padStart(digits + 1, '0');
  const end = shown.length - digits;
  const minus = rounded === 0n ? '' : sign;
  return digits === 0 ? minus + shown : `${minus}${shown.slice(0, end)}.${shown.slice(end)}`;
}
