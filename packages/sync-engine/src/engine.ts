import type { Context, EngineEvent } from './converge/context.ts';
import { convergeHints } from './converge/converge-hints.ts';
import type { Model } from './model.ts';
import { defaultOptions, type EngineOptions } from './options.ts';
import type { DirtyRow, Ports } from './ports.ts';
import type { ScanResult } from './scan/scan-progress.ts';
import { scan } from './scan/scan-stream.ts';
import { sweepDeletes, type SweepResult } from './scan/sweep-deletes.ts';

/** Keeps a hub and its streams in agreement. Any number may run at once on one store. */
export interface Engine {
  /** Works off dirty rows; those whose items are settled are cleared, the others come back later. */
  converge(rows: readonly DirtyRow[]): Promise<void>;
  /** Reads what changed since the checkpoint of a stream, or of `hub.<collection>`, and converges it. */
  scan(name: string): Promise<ScanResult>;
  /** Suspects what a complete listing does not show; looks decide later. */
  sweepDeletes(name: string): Promise<SweepResult>;
}

export interface CreateEngineOptions {
  readonly model: Model;
  readonly ports: Ports;
  /** @default {@link defaultOptions} */
  readonly options?: Partial<EngineOptions>;
  /** @default nobody is told */
  readonly observe?: (event: EngineEvent) => void;
}

/**
 * Creates the engine. It does no I/O of its own: everything goes through `ports`.
 * @example
 * const engine = createEngine({ model, ports: { store, hub, stream, now: Date.now, uuid } })
 * await engine.scan('ninja-acme.clients')
 */
export function createEngine({ model, ports, options, observe }: CreateEngineOptions): Engine {
  const context: Context = {
    model,
    ports,
    options: { ...defaultOptions, ...options },
    observe: observe ?? (() => undefined),
  };
  return {
    converge: (rows) => convergeHints(context, rows),
    scan: (name) => scan(context, name),
    sweepDeletes: (name) => sweepDeletes(context, name),
  };
}
