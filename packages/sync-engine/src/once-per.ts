/**
 * Makes a value once for each object, and remembers it for as long as the object lives. For what is derived from
 * definitions and records, which never change.
 */
export function oncePer<Source extends object, Made extends object>(
  make: (source: Source) => Made,
): (source: Source) => Made {
  const made = new WeakMap<Source, Made>();
  return (source) => {
    const known = made.get(source);
    if (known !== undefined) return known;
    const fresh = make(source);
    made.set(source, fresh);
    return fresh;
  };
}
