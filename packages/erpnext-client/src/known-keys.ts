/** The fields that a type names; schemas keep unknown keys, which would make every text a field. */
export type KnownKeys<Doc> = keyof {
  [Key in keyof Doc as string extends Key ? never : number extends Key ? never : Key]: Doc[Key];
} &
  string;

/** True for a type that names no field beyond those of every document. */
export type Known<Doc> = Pick<Doc, KnownKeys<Doc> & keyof Doc>;
