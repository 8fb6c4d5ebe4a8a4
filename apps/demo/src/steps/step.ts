import type { DirectusItems } from '../directus-items.ts';
import type { Services } from '../services.ts';
import type { WorkerCli } from '../worker-cli.ts';

/** What a step works with. */
export interface StepContext {
  readonly services: Services;
  readonly items: DirectusItems;
  readonly cli: WorkerCli;
  readonly say: (line: string) => void;
}

/** Something shown live. Throws where what it shows did not come true on both sides. */
export interface Step {
  readonly title: string;
  readonly run: (context: StepContext) => Promise<void>;
}

const patience = 60_000;

/**
 * Reads again and again until it is as wanted.
 * @returns milliseconds that it took
 * @throws {Error} with what is there instead, after a minute.
 */
export async function until<Value>(
  read: () => Promise<Value> | Value,
  isWanted: (value: Value) => boolean,
): Promise<number> {
  const started = performance.now();
  for (;;) {
    const value = await read();
    const took = performance.now() - started;
    if (isWanted(value)) return took;
    if (took > patience)
      throw new Error(`it did not come true within a minute; there is ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
