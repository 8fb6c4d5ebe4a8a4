import { readCurrentSchema, type RequestSchema, type SchemaRequest } from './plan/current-schema.ts';
import { describeConflict } from './plan/describe-plan.ts';
import { planSchema, type SchemaConflict, type SchemaPlan } from './plan/plan-schema.ts';
import { type RelationPayload, wantedSchema, type WantedSchema } from './wanted-schema.ts';

/** What {@link applySchema} needs. */
export interface ApplySchemaOptions {
  /** Calls Directus with an administrator's rights. */
  request: RequestSchema;
  /** @default wantedSchema() */
  wanted?: WantedSchema;
  /**
   * Names of conflicts to live with, e.g. `client_invoices.amount`: what is there stays, and values that do
   * not fit are refused when they come.
   */
  accept?: readonly string[];
}

/** What exists is not what is needed; nothing was changed. */
export class SchemaConflictError extends Error {
  override readonly name = 'SchemaConflictError';
  readonly conflicts: readonly SchemaConflict[];

  constructor(conflicts: readonly SchemaConflict[]) {
    const lines = conflicts.map((conflict) => `- ${describeConflict(conflict)}`);
    super(
      `Directus has what we need in another form; nothing was changed:\n${lines.join('\n')}\n` +
        'Change it there, name another field for it, or accept it by its name.',
    );
    this.conflicts = conflicts;
  }
}

/** Directus refuses a relation to a field that was there before: what it holds is not in the other collection. */
export class SchemaRelationError extends Error {
  override readonly name = 'SchemaRelationError';
  readonly relation: RelationPayload;

  constructor(relation: RelationPayload, cause: unknown) {
    const { collection, field, related_collection: related } = relation;
    super(
      `${collection}.${field} cannot refer to ${related}: it holds ids that ${related} does not have, or of another ` +
        'kind. Everything else is there; mend those items, or name another field for it, and run this again.',
      { cause },
    );
    this.relation = relation;
  }
}

/**
 * Creates what our collections need and a Directus does not have. Nothing is dropped or altered, and a second
 * run finds nothing to do; one that was cut short is finished by the next.
 *
 * @returns What was created.
 * @throws {SchemaConflictError} before any change, when something exists in another form.
 * @throws {SchemaRelationError} when an existing field holds what is not in the collection that it is to refer to.
 */
export async function applySchema({ request, wanted, accept = [] }: ApplySchemaOptions): Promise<SchemaPlan> {
  const plan = planSchema(await readCurrentSchema(request), wanted ?? wantedSchema());
  const open = plan.conflicts.filter(({ name }) => !accept.includes(name));
  if (open.length > 0) throw new SchemaConflictError(open);
  const known = new Set(plan.relations.map(({ collection, field }) => `${collection}.${field}`));
  for (const each of plan.collections)
    for (const { field } of each.fields) known.delete(`${each.collection}.${field}`);
  for (const { collection, field } of plan.fields) known.delete(`${collection}.${field.field}`);
  // Relations last, and one at a time: each needs both of its tables, and Directus locks them.
  for (const step of schemaRequests({ ...plan, relations: [] })) await request(step);
  for (const relation of plan.relations)
    try {
      await request(post('/relations', relation));
    } catch (error) {
      // A field that is new holds nothing: there, something else is wrong.
      if (!known.has(`${relation.collection}.${relation.field}`)) throw error;
      throw new SchemaRelationError(relation, error);
    }
  return plan;
}

/** The calls that carry out a plan, in their order. */
export function schemaRequests({ collections, fields, relations }: SchemaPlan): SchemaRequest[] {
  return [
    ...(collections.length > 0 ? [post('/collections', collections)] : []),
    ...fields.map(({ collection, field }) => post(`/fields/${collection}`, field)),
    ...relations.map((relation) => post('/relations', relation)),
  ];
}

const post = (path: string, body: unknown): SchemaRequest => ({ method: 'POST', path, body });
