export type Path = readonly (string | number)[];

/** A change of a configuration or its environment. */
export interface Edit {
  readonly path: Path;
  /** `undefined`: the setting is removed. */
  readonly value: unknown;
  /** Of the environment, where the path is the name of a variable. */
  readonly isEnvironment?: true;
}

/** Whether one of two places is in the other: both cannot be changed at once. */
export const overlap = (left: Path, right: Path): boolean => {
  const length = Math.min(left.length, right.length);
  return left.slice(0, length).every((part, index) => part === right[index]);
};

/** Makes an edit in a tree of plain objects and lists, which is changed. */
export function applyEdit(tree: object, { path, value }: Edit): void {
  const [last, ...before] = path.toReversed();
  const parent = before.toReversed().reduce<unknown>((node, part) => read(node, part), tree);
  if (typeof parent !== 'object' || parent === null || last === undefined)
    throw new Error(`there is nothing at ${path.join('.')}`);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
}

const read = (node: unknown, part: string | number): unknown =>
  typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined;
