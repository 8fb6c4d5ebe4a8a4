import { checkTypes, fill } from '../behaviour/coerce.ts';
import { checkUnique, nextNumber } from '../behaviour/numbers.ts';
import { invalid } from '../http/api-failure.ts';
import type { Input } from '../http/api-request.ts';
import { blankProject, type ProjectData } from '../records/project.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import type { Entity } from './entity.ts';
import { equals, searches } from './filtering.ts';
import { resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

const readOnly = new Set(['user_id', 'current_hours']);

/** Projects: `/projects`. */
export function projects(installation: Installation): Entity<ProjectData> {
  const table = installation.tables.projects;
  const read = (input: Input, companyKey: number, self?: Row): Partial<ProjectData> => {
    checkTypes(blankProject(), input);
    const changes = fill(blankProject(), input, readOnly);
    checkUnique(table, 'number', companyKey, changes.number, self);
    return changes;
  };

  return resource(installation, 'projects', {
    model: 'Project',
    permission: 'project',
    table,
    compare: anyColumn(blankProject),
    includes: { client: ({ data }) => embedded(installation, 'clients', data.client_id) },
    filters: {
      number: equals('number'),
      filter: searches('name', 'number', 'public_notes', 'private_notes'),
    },
    create(input, { principal: { company, userId } }) {
      const changes = read(input, company.key);
      if (changes.name === undefined || changes.name === '')
        throw invalid({ name: ['The name field is required.'] });
      const number = changes.number || nextNumber(installation, 'projects', table, company.key);
      const row = table.insert(company.key, { ...blankProject(), ...changes, user_id: userId, number });
      installation.emit('projects', 'create', row);
      return row;
    },
    update(row, input, { principal: { company } }) {
      const { client_id: _client, ...changes } = read(input, company.key, row);
      table.save(row, changes);
      installation.emit('projects', 'update', row);
      return row;
    },
    unknownAction: 'crash',
  });
}
