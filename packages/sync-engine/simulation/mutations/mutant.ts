/** A guard that is switched off by changing one place of the source. */
export interface Mutant {
  readonly name: string;
  /** The law that the guard serves, as ARCHITECTURE.md numbers them. */
  readonly law: string;
  /** What is switched off, in a few words. */
  readonly guard: string;
  /** Below packages/sync-engine. */
  readonly file: string;
  /** Text that occurs in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** What the replacement needs at the top of the file. */
  readonly imports?: string;
}
