import { type CollectionName, collectionNames, collections, isCollectionName } from './collections.ts';
import type { Fields } from './definition/field.ts';
import { type LabelTranslation, labelTranslations } from './definition/label.ts';
import { type FieldPayload, fieldPayload, keyPayload, mappedTemplate } from './field-payload.ts';
import { type ResolvedNames, resolveNames, type SchemaNames } from './names.ts';

/** What Directus records of each change: activity and revisions, activity alone, nothing. */
export type Accountability = 'all' | 'activity' | null;

/** What {@link wantedSchema} may be told. */
export interface WantedSchemaOptions {
  /** Other names for collections and fields. @default ours */
  names?: SchemaNames;
  /**
   * What Directus records of changes, for single collections. Writing costs about three times as much with
   * `all` as with null. @default 'all', and null for sync_runs
   */
  accountability?: Readonly<Partial<Record<CollectionName, Accountability>>>;
}

/** Our collections in the form of Directus' REST API. */
export interface WantedSchema {
  readonly collections: readonly CollectionPayload[];
  readonly relations: readonly RelationPayload[];
}

/** The body of `POST /collections`. */
export interface CollectionPayload {
  readonly collection: string;
  readonly schema: Readonly<Record<string, never>>;
  readonly meta: {
    readonly icon: string;
    readonly display_template: string;
    readonly accountability: Accountability;
    readonly translations: readonly LabelTranslation[];
    readonly archive_field?: string;
    readonly archive_value?: string;
    readonly unarchive_value?: string;
    readonly archive_app_filter?: boolean;
  };
  readonly fields: readonly FieldPayload[];
}

/** The body of `POST /relations`: many items of `collection` to one of `related_collection`. */
export interface RelationPayload {
  readonly collection: string;
  readonly field: string;
  readonly related_collection: string;
  readonly schema: { readonly on_delete: 'NO ACTION' | 'SET NULL' };
  readonly meta: Readonly<Record<string, never>>;
}

/**
 * What our collections need in a Directus, under the names that its user has for them.
 *
 * @throws {SchemaNamesError} for names that cannot be used.
 * @example
 * wantedSchema({ names: { client_invoices: { collection: 'factures', fields: { gross: 'amount' } } } })
 */
export function wantedSchema({ names, accountability = {} }: WantedSchemaOptions = {}): WantedSchema {
  const resolved = resolveNames(names);
  const recorded = { sync_runs: null, ...accountability };
  return {
    collections: collectionNames.map((name) => collectionPayload(name, resolved, recorded[name])),
    relations: collectionNames.flatMap((name) => relationPayloads(name, resolved)),
  };
}

function collectionPayload(
  name: CollectionName,
  names: ResolvedNames,
  accountability: Accountability = 'all',
): CollectionPayload {
  const { label, icon, template } = collections[name];
  const fields: Fields = collections[name].fields;
  return {
    collection: names.collection(name),
    // Present, as a table is wanted; without it Directus makes a folder.
    schema: {},
    meta: {
      icon,
      display_template: mappedTemplate(name, template, names),
      accountability,
      translations: labelTranslations(label),
      ...('archived' in fields && archiveMeta(names.field(name, 'archived'))),
    },
    fields: [
      keyPayload,
      ...Object.entries(fields).map(([field, definition]) =>
        fieldPayload(names.field(name, field), definition, names),
      ),
    ],
  };
}

/** Archived items stay, out of people's sight until they ask for them. */
function archiveMeta(field: string): Partial<CollectionPayload['meta']> {
  return { archive_field: field, archive_value: 'true', unarchive_value: 'false', archive_app_filter: true };
}

function relationPayloads(name: CollectionName, names: ResolvedNames): RelationPayload[] {
  const fields: Fields = collections[name].fields;
  return Object.entries(fields).flatMap(([field, { reference }]) => {
    if (reference === undefined) return [];
    const isOurs = isCollectionName(reference);
    return [
      {
        collection: names.collection(name),
        field: names.field(name, field),
        related_collection: isOurs ? names.collection(reference) : reference,
        // Nulling references changes items without a trace; a file may go.
        schema: { on_delete: isOurs ? 'NO ACTION' : 'SET NULL' },
        meta: {},
      },
    ];
  });
}
