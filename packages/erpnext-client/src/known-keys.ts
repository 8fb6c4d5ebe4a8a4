/** The fields that a type names; schemas keep unknown keys, which would make every text a field. */
export type KnownKeys<Doc> = keyof {
  [Key in keyof Doc as string extends Key ? never : number extends Key ? never : Key]: Doc[Key];
} &
  string;
