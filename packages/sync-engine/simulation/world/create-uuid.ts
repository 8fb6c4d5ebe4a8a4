/**
 * Makes short ids of names, in place of UUIDv5: same name, same id.
 * The function throws where two names would share an id.
 */
export function createUuid(): (name: string) => string {
  const names = new Map<string, string>();
  return (name) => {
    const id = `u-${hash(name, 0x811c9dc5)}${hash(name, 0x1b873593)}`;
    const other = names.get(id);
    if (other !== undefined && other !== name) throw new Error(`one id for ${name} and ${other}`);
    names.set(id, name);
    return id;
  };
}

// FNV-1a from two starting points: 64 bits are plenty for the few thousand names of a run.
function hash(text: string, start: number): string {
  let value = start;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(36);
}
