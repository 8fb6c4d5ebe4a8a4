/**
 * Refuses what the provider would ignore or turn into zero without a word: fields that it does not take
 * here, and numbers that JSON writes as `null`.
 *
 * @param call Named in the error, e.g. `invoices.update`.
 * @throws {TypeError} naming the field.
 */
export function checkInput(call: string, input: object, writable: readonly string[]): void {
  for (const field of Object.keys(input))
    if (!writable.includes(field))
      throw new TypeError(
        `${call}: ${field} cannot be written here, and Invoice Ninja would ignore it. Leave it out, or use http.request for a field that is newer than this client.`,
      );
  checkNumbers(call, input);
}

function checkNumbers(path: string, value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`${path}: expected a finite number, got ${value}. Invoice Ninja would store 0.`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) checkNumbers(`${path}.${key}`, child);
}

/**
 * @throws {TypeError} for text that would reach another route: `create` is one, and on webhooks it saves
 *   an empty row.
 */
export function checkId(call: string, id: string): string {
  if (typeof id === 'string' && /^[0-9A-Za-z]{10,}$/.test(id)) return id;
  throw new TypeError(
    `${call}: expected a hashed id of ten or more letters and digits, got ${describe(id)}.`,
  );
}

const describe = (id: unknown): string => (typeof id === 'string' ? `${id.length} characters` : typeof id);
