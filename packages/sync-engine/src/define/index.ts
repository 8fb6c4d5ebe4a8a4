export { byHub, byState, byStream, either, manual, shared } from './authority-rules.ts';
export {
  type AuthorityDefinition,
  type AuthorityTable,
  defineAuthority,
  type MappedField,
} from './define-authority.ts';
export {
  type CollectionDefinition,
  type ColumnDefinition,
  type ColumnName,
  type ColumnValue,
  defineCollection,
} from './define-collection.ts';
export { defineMapping, type MappingDefinition, type MappingRules } from './define-mapping.ts';
export { defineModel } from './define-model.ts';
export { ModelError } from './model-error.ts';
