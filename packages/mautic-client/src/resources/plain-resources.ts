import type { MauticApi } from '../api.ts';
import { type Field, fieldSchema } from '../entities/field.ts';
import {
  type Asset,
  assetSchema,
  type Note,
  noteSchema,
  type PointAction,
  pointActionSchema,
  type Stage,
  stageSchema,
  type Tag,
  tagSchema,
} from '../entities/marketing.ts';
import { propertyColumns } from '../listing/listing.ts';
import { createResource, type RecordResource } from './record-resource.ts';

type Input<Required extends object> = Required & Record<string, unknown>;

export type TagsResource = Omit<RecordResource<Tag, Input<{ tag: string }>>, 'listChanged'>;
export type NotesResource = RecordResource<Note, Input<{ lead: number; text: string; type?: string }>>;
export type StagesResource = RecordResource<Stage, Input<{ name: string; weight?: number }>>;
export type AssetsResource = RecordResource<
  Asset,
  Input<{ title: string; storageLocation: 'local' | 'remote'; file: string }>
>;
export type PointsResource = RecordResource<
  PointAction,
  Input<{ name: string; type: string; delta: number }>
>;
export type FieldsResource = RecordResource<Field, Input<{ label: string; alias?: string; type: string }>>;

/** Kinds of records without anything of their own. */
export interface PlainResources {
  tags: TagsResource;
  notes: NotesResource;
  stages: StagesResource;
  assets: AssetsResource;
  /** Actions that give points; the points of a contact are `contacts.addPoints`. */
  points: PointsResource;
  contactFields: FieldsResource;
  companyFields: FieldsResource;
}

export function createPlainResources(api: MauticApi): PlainResources {
  const columns = propertyColumns;
  const fields = (object: 'contact' | 'company'): FieldsResource =>
    createResource(api, {
      path: `fields/${object}`,
      listKey: 'fields',
      itemKey: 'field',
      schema: fieldSchema,
      columns,
    });
  return {
    tags: createResource(api, { path: 'tags', listKey: 'tags', itemKey: 'tag', schema: tagSchema, columns }),
    notes: createResource(api, {
      path: 'notes',
      listKey: 'notes',
      itemKey: 'note',
      schema: noteSchema,
      columns,
    }),
    stages: createResource(api, {
      path: 'stages',
      listKey: 'stages',
      itemKey: 'stage',
      schema: stageSchema,
      columns,
    }),
    assets: createResource(api, {
      path: 'assets',
      listKey: 'assets',
      itemKey: 'asset',
      schema: assetSchema,
      columns,
    }),
    points: createResource(api, {
      path: 'points',
      listKey: 'points',
      itemKey: 'point',
      schema: pointActionSchema,
      columns,
    }),
    contactFields: fields('contact'),
    companyFields: fields('company'),
  };
}
