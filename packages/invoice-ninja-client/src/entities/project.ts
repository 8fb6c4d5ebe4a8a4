import { z } from 'zod';
import { documentSchema } from './document.ts';
import { customValues, flag, hashedId, number, people, stamp, text } from './fields.ts';

/** A project as Invoice Ninja v5 sends it (`ProjectTransformer`). */
export const projectSchema = z.looseObject({
  ...stamp,
  ...people,
  ...customValues,
  client_id: hashedId,
  name: text,
  number: text,
  task_rate: number,
  due_date: text,
  private_notes: text,
  public_notes: text,
  budgeted_hours: number,
  current_hours: z.int().optional(),
  color: text,
  is_deleted: flag,
  documents: z.array(documentSchema),
});

export type Project = z.infer<typeof projectSchema>;
