import { checkTypes, fill, text } from '../behaviour/coerce.ts';
import { checkUnique, nextNumber } from '../behaviour/numbers.ts';
import { decodeId } from '../ids.ts';
import { invalid } from '../http/api-failure.ts';
import type { Input } from '../http/api-request.ts';
import { stamped } from '../http/present.ts';
import { blankTask, type TaskData } from '../records/task.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import type { Entity } from './entity.ts';
import { equals, searches, states } from './filtering.ts';
import { documentsOf, resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

const readOnly = new Set(['user_id', 'duration', 'is_running', 'status_sort_order']);

/** Tasks: `/tasks`. Their `time_log` is JSON text, and wrong text is refused. */
export function tasks(installation: Installation): Entity<TaskData> {
  const { tables } = installation;
  const table = tables.tasks;
  const touchProject = ({ data }: Row<TaskData>): void => {
    const project = tables.projects.get(decodeId(data.project_id) ?? 0);
    if (project !== undefined) tables.projects.save(project, {});
  };

  return resource(installation, 'tasks', {
    model: 'Task',
    permission: 'task',
    table,
    // The project stands inside, and changes by itself.
    sameFor: 'nobody',
    compare: anyColumn(blankTask),
    present(row) {
      const project = embedded(installation, 'projects', row.data.project_id);
      return {
        ...stamped(row),
        documents: documentsOf(installation, 'tasks', row),
        ...(project && { project }),
      };
    },
    includes: {
      client: ({ data }) => embedded(installation, 'clients', data.client_id),
      invoice: ({ data }) => embedded(installation, 'invoices', data.invoice_id),
    },
    filters: {
      number: equals('number'),
      client_status: states({
        invoiced: ({ data }: Row<TaskData>) => data.invoice_id !== '',
        uninvoiced: ({ data }: Row<TaskData>) => data.invoice_id === '',
      }),
      project_tasks: equals('project_id'),
      task_status: equals('status_id'),
      user_id: equals('user_id'),
      assigned_user: equals('assigned_user_id'),
      filter: searches('description', 'number', 'custom_value1', 'custom_value2'),
    },
    create(input, { principal: { company, userId } }) {
      const changes = readTask(installation, input, company);
      const number = changes.number || nextNumber(installation, 'tasks', table, company.key);
      const row = table.insert(company.key, { ...blankTask(), ...changes, user_id: userId, number });
      touchProject(row);
      installation.emit('tasks', 'create', row);
      return row;
    },
    update(row, input, { principal: { company } }) {
      table.save(row, readTask(installation, input, company, row));
      touchProject(row);
      installation.emit('tasks', 'update', row);
      return row;
    },
    unknownAction: 'crash',
  });
}

function readTask({ tables }: Installation, input: Input, company: Company, self?: Row): Partial<TaskData> {
  checkTypes(blankTask(), input);
  const changes = fill(blankTask(), input, readOnly);
  checkUnique(tables.tasks, 'number', company.key, changes.number, self);
  if (!('time_log' in input)) return changes;
  const given = input['time_log'];
  const log = typeof given === 'string' ? parseLog(given) : given;
  if (!isLog(log)) throw invalid({ time_log: ['The time log field is invalid.'] });
  return {
    ...changes,
    time_log: JSON.stringify(log),
    duration: durationOf(log),
    is_running: log.at(-1)?.[1] === 0,
  };
}

function parseLog(given: string): unknown {
  if (text(given) === '') return [];
  try {
    const log: unknown = JSON.parse(given);
    return log;
  } catch {
    return undefined;
  }
}

type TimeLog = readonly (readonly [number, number, ...unknown[]])[];

function isLog(value: unknown): value is TimeLog {
  return (
    Array.isArray(value) &&
    value.every((entry) => Array.isArray(entry) && Number.isInteger(entry[0]) && Number.isInteger(entry[1]))
  );
}

/** Seconds of all entries that have ended. */
function durationOf(log: TimeLog): number {
  return log.reduce((total, [start, end]) => total + Math.max(0, end - start), 0);
}
