import type { MiddlewareHandler } from 'hono';
import { newCorrelation, traced } from '../tracing/trace.ts';

/** Gives each call a correlation id: its log lines have it, what it hints at has it, and its answer says it. */
export const traceCalls: MiddlewareHandler = async (context, next) => {
  const id = newCorrelation();
  context.header('x-correlation-id', id);
  await traced({ id, records: undefined }, next);
};
