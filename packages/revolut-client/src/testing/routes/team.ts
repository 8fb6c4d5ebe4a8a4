import { z } from 'zod';
import type { TeamMember } from '../../entities/team.ts';
import { withId } from '../http/failure.ts';
import { olderThan, read } from '../http/read.ts';
import { created, noContent, ok, type Route } from '../http/route.ts';
import { stampOf, type World } from '../store/world.ts';

const write = (method: string, pattern: string, answer: Route['answer']): Route => ({
  method,
  pattern: `/team-members/:id${pattern}`,
  scopes: ['WRITE'],
  answer,
});

export function teamRoutes(world: World): Route[] {
  const { db, clock, createId } = world;
  const find = (id: string): TeamMember => {
    const member = db.teamMembers.get(id);
    if (member === undefined) throw withId(404, 3006, 'Team member not found', createId());
    return member;
  };
  const change = (id: string, fields: Partial<TeamMember>) => {
    db.teamMembers.update(find(id).id, { ...fields, updated_at: clock.instant() });
    return noContent;
  };
  const without = (id: string, field: 'department_id' | 'manager_id') => {
    const { [field]: _gone, ...member } = find(id);
    db.teamMembers.insert({ ...member, updated_at: clock.instant() });
    return noContent;
  };
  return [
    {
      method: 'GET',
      pattern: '/team-members',
      scopes: ['READ'],
      answer: ({ query }) => ok(olderThan(db.teamMembers.all(), query, 1000)),
    },
    { method: 'GET', pattern: '/team-members/:id', scopes: ['READ'], answer: (_, id = '') => ok(find(id)) },
    {
      method: 'POST',
      pattern: '/team-members',
      scopes: ['WRITE'],
      answer({ body }) {
        const input = read(z.object({ email: z.string(), role_id: z.string() }), body);
        return created(db.teamMembers.insert({ ...stampOf(world), ...input, state: 'created' }));
      },
    },
    write('DELETE', '', (_request, id = '') => {
      db.teamMembers.remove(find(id).id);
      return noContent;
    }),
    write('POST', '/suspend', (_request, id = '') => change(id, { state: 'suspended' })),
    write('POST', '/unsuspend', (_request, id = '') => change(id, { state: 'active' })),
    write('PUT', '/role', ({ body }, id = '') => change(id, read(z.object({ role_id: z.string() }), body))),
    write('PUT', '/department', ({ body }, id = '') =>
      change(id, read(z.object({ department_id: z.string() }), body)),
    ),
    write('DELETE', '/department', (_request, id = '') => without(id, 'department_id')),
    write('PUT', '/manager', ({ body }, id = '') =>
      change(id, read(z.object({ manager_id: z.string() }), body)),
    ),
    write('DELETE', '/manager', (_request, id = '') => without(id, 'manager_id')),
    {
      method: 'GET',
      pattern: '/roles',
      scopes: ['READ'],
      answer: ({ query }) => ok(olderThan(db.roles.all(), query, 1000)),
    },
  ];
}
