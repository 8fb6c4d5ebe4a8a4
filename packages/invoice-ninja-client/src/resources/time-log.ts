import { z } from 'zod';

/** One stretch of work on a task. */
export interface TimeEntry {
  /** Unix seconds. */
  start: number;
  /** Unix seconds; `undefined` while it runs. */
  end: number | undefined;
  description: string;
  isBillable: boolean;
}

const timeLogSchema = z.array(
  z
    .tuple([
      z.int(),
      z.union([z.int(), z.literal('')]).optional(),
      z.string().nullish(),
      z.boolean().nullish(),
    ])
    .rest(z.unknown()),
);

/**
 * Reads `time_log` of a task, which is JSON **text**: `[[start, end, description, billable], …]`. An `end`
 * of 0 or none at all stands for work under way.
 *
 * @throws {TypeError} for text of another form.
 */
export function parseTimeLog(timeLog: string): TimeEntry[] {
  if (timeLog === '') return [];
  const result = timeLogSchema.safeParse(parseJson(timeLog));
  if (!result.success)
    throw new TypeError('time_log: expected JSON text such as [[1700000000,1700003600,"note",true]].');
  return result.data.map(([start, end, description, isBillable]) => ({
    start,
    end: end === 0 || end === '' ? undefined : end,
    description: description ?? '',
    isBillable: isBillable ?? true,
  }));
}

/** Writes `time_log` of a task. */
export const formatTimeLog = (entries: readonly TimeEntry[]): string =>
  JSON.stringify(
    entries.map(({ start, end = 0, description, isBillable }) => [start, end, description, isBillable]),
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
