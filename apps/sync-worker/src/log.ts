import { pino, type DestinationStream } from 'pino';
import { currentTrace } from './tracing/trace.ts';

/** Structured log: a message that stays the same, and what varies beside it. Never give it a secret. */
export interface Log {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** Names under which secrets travel: a slip shows `[hidden]` instead. */
const secretNames = ['token', 'secret', 'password', 'authorization', 'url'];

/**
 * One JSON object a line, with the `correlation` id of what the line belongs to: of a call to the ingress, of a run, or of
 * a page of dirty rows. A line about one record gives that record's own, see `traceOf` in `worker/work-off.ts`.
 * @param destination where lines go; standard error, so that standard output belongs to a command's answer
 */
export function createLog(destination: DestinationStream = pino.destination(2)): Log {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`]);
  const logger = pino(
    { base: null, redact: { paths, censor: '[hidden]' }, mixin: correlationNow },
    destination,
  );
  return {
    info: (message, details = {}) => logger.info(details, message),
    warn: (message, details = {}) => logger.warn(details, message),
    error: (message, details = {}) => logger.error(details, message),
  };
}

function correlationNow(): { correlation?: string } {
  const trace = currentTrace();
  return trace === undefined ? {} : { correlation: trace.id };
}

/** Says nothing. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
