/** A model that cannot be synced: everything that is wrong with it, at once. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  /** One sentence each: where, what, and the fix. */
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? 'one mistake' : `${mistakes.length} mistakes`;
    super(`the model has ${count}:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}
