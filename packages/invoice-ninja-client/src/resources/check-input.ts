/**
 * Refuses fields that the provider does not take here and would ignore without a word.
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
