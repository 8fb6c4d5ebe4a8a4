import { parseArgs } from 'node:util';

/** What the demo may be told. */
export interface DemoOptions {
  /** Ends by itself after the steps. */
  readonly exit: boolean;
  /** Starts over: everything of earlier runs is removed. */
  readonly reset: boolean;
  /** Share of the company of 1,000 clients and 5,000 invoices that is seeded, above 0 and up to 1. */
  readonly size: number;
  /** A JSON file with secrets to begin with: see `DemoSecrets`. */
  readonly secrets?: string;
}

/** @throws {Error} for an option that is not known, or a size that is none. */
export function readOptions(argv: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    // pnpm hands a lone -- on.
    args: argv.filter((one) => one !== '--'),
    options: {
      exit: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      size: { type: 'string', default: '1' },
      secrets: { type: 'string' },
    },
  });
  const size = Number(values.size);
  if (!(size > 0 && size <= 1)) throw new Error('--size: expected a number above 0 and up to 1, e.g. 0.1');
  return {
    exit: values.exit,
    reset: values.reset,
    size,
    ...(values.secrets !== undefined && { secrets: values.secrets }),
  };
}
