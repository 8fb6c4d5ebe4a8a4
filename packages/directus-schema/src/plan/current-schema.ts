import { z } from 'zod';

const column = z.object({
  max_length: z.number().nullish(),
  numeric_precision: z.number().nullish(),
  numeric_scale: z.number().nullish(),
  is_nullable: z.boolean().nullish(),
  is_primary_key: z.boolean().nullish(),
  is_generated: z.boolean().nullish(),
  has_auto_increment: z.boolean().nullish(),
  default_value: z.unknown().optional(),
});

const collection = z.object({
  collection: z.string(),
  meta: z.object({}).nullish(),
  schema: z.object({}).nullish(),
});

const field = z.object({
  collection: z.string(),
  field: z.string(),
  type: z.string(),
  schema: column.nullish(),
});

const relation = z.object({
  collection: z.string(),
  field: z.string(),
  related_collection: z.string().nullable(),
});

/** What `GET /collections`, `GET /fields` and `GET /relations` answer, as far as it is looked at. */
export interface CurrentSchema {
  readonly collections: readonly CurrentCollection[];
  readonly fields: readonly CurrentField[];
  readonly relations: readonly CurrentRelation[];
}

/** A collection; without `schema` it is a folder, without `meta` a table that Directus does not manage. */
export type CurrentCollection = z.infer<typeof collection>;

/** A field; without `schema` it has no column. */
export type CurrentField = z.infer<typeof field>;

/** A relation; `related_collection` is null where it leads to several ones. */
export type CurrentRelation = z.infer<typeof relation>;

/** One call of Directus' REST API. */
export interface SchemaRequest {
  method: 'GET' | 'POST';
  /** With query, e.g. `/fields/client_invoices`. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
}

/**
 * Makes one call with an administrator's rights and gives the `data` of the answer. It rejects for every
 * answer but a success.
 */
export type RequestSchema = (request: SchemaRequest) => Promise<unknown>;

/** Reads what a Directus has. */
export async function readCurrentSchema(request: RequestSchema): Promise<CurrentSchema> {
  // With its cache on, Directus may answer what it answered minutes ago; no one has asked this before.
  const query = `?search=${crypto.randomUUID()}`;
  const [collections, fields, relations] = await Promise.all(
    ['collections', 'fields', 'relations'].map(
      async (what) => await request({ method: 'GET', path: `/${what}${query}` }),
    ),
  );
  return z
    .object({ collections: z.array(collection), fields: z.array(field), relations: z.array(relation) })
    .parse({ collections, fields, relations });
}
