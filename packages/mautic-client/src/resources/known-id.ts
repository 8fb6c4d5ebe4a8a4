/** @throws {TypeError} for what is no id of Mautic. */
export function knownId(call: string, id: number): number {
  if (!Number.isSafeInteger(id) || id < 1)
    throw new TypeError(`${call}: expected an id, a whole number from 1, got ${String(id)}.`);
  return id;
}
