import { z } from 'zod';
import { flag, hashedId, people, stamp, text } from './fields.ts';

/** A file attached to a record, as Invoice Ninja v5 sends it (`DocumentTransformer`). */
export const documentSchema = z.looseObject({
  ...stamp,
  ...people,
  project_id: hashedId,
  vendor_id: hashedId,
  /** API path of the download. */
  url: text,
  preview: text,
  name: text,
  /** File extension, e.g. `pdf`. */
  type: text,
  disk: text,
  hash: text,
  /** Bytes. */
  size: z.int(),
  width: z.int(),
  height: z.int(),
  is_default: flag,
  /** Always false, in whatever state the document is. */
  is_deleted: flag,
  is_public: flag,
  link: text.optional(),
});

export type Document = z.infer<typeof documentSchema>;
