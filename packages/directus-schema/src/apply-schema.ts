import { readCurrentSchema, type RequestSchema, type SchemaRequest } from './plan/current-schema.ts';
import { describeConflict } from './plan/describe-plan.ts';
import { planSchema, type SchemaConflict, type SchemaPlan } from './plan/plan-schema.ts';
import { wantedSchema, type WantedSchema } from './wanted-schema.ts';

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

/**
 * Creates what our collections need and a Directus does not have. Nothing is dropped or altered, and a second
 * run finds nothing to do; one that was cut short is finished by the next.
 *
 * @returns What was created.
 * @throws {SchemaConflictError} before any change, when something exists in another form.
 */
export async function applySchema({ request, wanted, accept = [] }: ApplySchemaOptions): Promise<SchemaPlan> {
  const plan = planSchema(await readCurrentSchema(request), wanted ?? wantedSchema());
  const open = plan.conflicts.filter(({ name }) => !accept.includes(name));
  if (open.length > 0) throw new SchemaConflictError(open);
  // Relations last, and one at a time: each needs both of its tables, and Directus locks them.
  // oxlint-disable-next-line no-await-in-loop -- see above
  for (const step of schemaRequests(plan)) await request(step);
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
