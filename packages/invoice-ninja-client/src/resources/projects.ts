import type { NinjaApi } from '../api.ts';
import { type Project, projectSchema } from '../entities/project.ts';
import { reference, search } from '../listing/filters.ts';
import { commonEffects, type CommonActions } from './bulk.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

const fields = [
  'assigned_user_id',
  'client_id',
  'name',
  'number',
  'task_rate',
  'due_date',
  'private_notes',
  'public_notes',
  'budgeted_hours',
  'color',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
] as const;

/** What may be written of a project. */
export type ProjectInput = Writable<Project, (typeof fields)[number]>;

const filters = { client_id: reference, number: search, filter: search };

/** Projects. */
export interface ProjectsResource
  extends
    RecordResource<Project, typeof filters, 'client' | 'tasks', ProjectInput, ProjectInput, CommonActions>,
    Uploads<Project> {}

/** The resource behind `ninja.projects`. */
export const createProjects = (api: NinjaApi): ProjectsResource =>
  createUploadable<Project, typeof filters, 'client' | 'tasks', ProjectInput, ProjectInput, CommonActions>(
    api,
    {
      name: 'projects',
      schema: projectSchema,
      filters,
      includes: ['client', 'tasks'],
      creatable: fields,
      updatable: fields,
      effects: commonEffects,
    },
  );
