import type { NinjaApi } from '../api.ts';
import { type Task, taskSchema } from '../entities/task.ts';
import { oneOf, reference, search } from '../listing/filters.ts';
import { commonEffects, type CommonActions } from './bulk.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

const fields = [
  'assigned_user_id',
  'client_id',
  'project_id',
  'invoice_id',
  'status_id',
  'status_order',
  'number',
  'description',
  'rate',
  'time_log',
  'is_date_based',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
] as const;

/** What may be written of a task. `time_log` is JSON text: see `formatTimeLog`. */
export type TaskInput = Writable<Task, (typeof fields)[number]>;

const filters = {
  client_status: oneOf('invoiced', 'uninvoiced'),
  project_tasks: reference,
  client_id: reference,
  task_status: reference,
  user_id: reference,
  assigned_user: reference,
  number: search,
  filter: search,
};

/** Tasks. */
export interface TasksResource
  extends
    RecordResource<
      Task,
      typeof filters,
      'client' | 'invoice' | 'status',
      TaskInput,
      TaskInput,
      CommonActions
    >,
    Uploads<Task> {}

/** The resource behind `ninja.tasks`. */
export const createTasks = (api: NinjaApi): TasksResource =>
  createUploadable<
    Task,
    typeof filters,
    'client' | 'invoice' | 'status',
    TaskInput,
    TaskInput,
    CommonActions
  >(api, {
    name: 'tasks',
    schema: taskSchema,
    filters,
    includes: ['client', 'invoice', 'status'],
    creatable: fields,
    updatable: fields,
    effects: commonEffects,
  });
