export {
  applySchema,
  type ApplySchemaOptions,
  SchemaConflictError,
  SchemaRelationError,
  schemaRequests,
} from './apply-schema.ts';
export { type CollectionName, collectionNames, type FieldName } from './collections.ts';
export type { FieldPayload } from './field-payload.ts';
export type { Item, Line, Schema, SchemaItem } from './item.ts';
export { type ResolvedNames, resolveNames, type SchemaNames, SchemaNamesError } from './names.ts';
export {
  type CurrentSchema,
  readCurrentSchema,
  type RequestSchema,
  type SchemaRequest,
} from './plan/current-schema.ts';
export { describeConflict, describePlan } from './plan/describe-plan.ts';
export { planSchema, type SchemaConflict, type SchemaPlan } from './plan/plan-schema.ts';
export { type WantedIndex, wantedIndexes } from './wanted-indexes.ts';
export {
  type Accountability,
  type CollectionPayload,
  type RelationPayload,
  wantedSchema,
  type WantedSchema,
  type WantedSchemaOptions,
} from './wanted-schema.ts';
