import type { Expectation } from '../people/act.ts';
import type { Stage } from '../stage/start-stage.ts';

/** What a scenario plays with. */
export interface Play {
  readonly stage: Stage;
  /** Keeps what must be on both sides in the end. */
  readonly expect: (expectation: Expectation) => void;
}

/** Something that goes wrong, and how; the checker comes behind it. */
export interface Scenario {
  readonly name: string;
  /** True: it stops servers that other scenarios use, too. @default false */
  readonly alone?: boolean;
  /** Plays until everything has happened; no worker may be left running. */
  readonly play: (play: Play) => Promise<void>;
}
