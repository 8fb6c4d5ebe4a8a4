/** What one part of `init` would do, and how it does it. */
export interface PlannedStep {
  /** One line for each change; none: everything is there. */
  readonly lines: readonly string[];
  /** Does it; a second run finds nothing to do. */
  readonly apply: () => Promise<void>;
}

export const nothingToDo: PlannedStep = { lines: [], apply: async () => undefined };
