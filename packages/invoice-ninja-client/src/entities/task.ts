import { z } from 'zod';
import { documentSchema } from './document.ts';
import { customValues, flag, hashedId, number, people, stamp, text } from './fields.ts';
import { projectSchema } from './project.ts';

/** A task as Invoice Ninja v5 sends it (`TaskTransformer`). `time_log` is JSON text: see `parseTimeLog`. */
export const taskSchema = z.looseObject({
  ...stamp,
  ...people,
  ...customValues,
  number: text,
  description: text,
  /** Seconds. */
  duration: z.int(),
  rate: number,
  invoice_id: hashedId,
  client_id: hashedId,
  project_id: hashedId,
  /** A hashed id: the statuses are the company's own. */
  status_id: hashedId,
  status_sort_order: z.int().optional(),
  status_order: z.int().nullish(),
  time_log: text,
  is_running: flag,
  is_date_based: flag.optional(),
  date: text.optional(),
  is_deleted: flag,
  documents: z.array(documentSchema),
  /** Embedded wherever the task has one. */
  project: projectSchema.nullish(),
});

export type Task = z.infer<typeof taskSchema>;
