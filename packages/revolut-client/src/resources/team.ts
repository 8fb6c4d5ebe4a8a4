import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import {
  type Department,
  departmentSchema,
  type Role,
  roleSchema,
  type TeamMember,
  teamMemberSchema,
} from '../entities/team.ts';
import { type AccountingResource, createAccountingResource } from './accounting-resource.ts';
import type { NamedInput } from './accounting.ts';
import { listByCreation, type ListByCreationOptions } from './by-creation.ts';

export interface TeamMembersResource {
  /** Lists members, newest first. */
  list(options?: ListByCreationOptions): Paginated<TeamMember>;
  get(id: string, options?: CallOptions): Promise<TeamMember>;
  invite(input: { email: string; role_id: string }, options?: CallOptions): Promise<TeamMember>;
  remove(id: string, options?: CallOptions): Promise<void>;
  suspend(id: string, options?: CallOptions): Promise<void>;
  unsuspend(id: string, options?: CallOptions): Promise<void>;
  updateRole(id: string, roleId: string, options?: CallOptions): Promise<void>;
  /** @param departmentId `undefined` takes the member out of its department. */
  assignDepartment(id: string, departmentId: string | undefined, options?: CallOptions): Promise<void>;
  /** @param managerId `undefined` leaves the member without one. */
  assignManager(id: string, managerId: string | undefined, options?: CallOptions): Promise<void>;
}

export interface RolesResource {
  list(options?: ListByCreationOptions): Paginated<Role>;
}

export type DepartmentsResource = AccountingResource<Department, NamedInput, NamedInput>;

const root = '/1.0/team-members';
const largest = 1000;

export function createTeamMembers(api: RevolutApi): TeamMembersResource {
  const { http } = api;
  const send = async (
    method: 'POST' | 'PUT' | 'DELETE',
    where: string,
    json: object | undefined,
    { signal }: CallOptions = {},
  ): Promise<void> => {
    await http.request(method, where, { schema: z.unknown(), ...(json !== undefined && { json }), signal });
  };
  return {
    list: (options = {}) => listByCreation(api, { path: root, schema: teamMemberSchema, largest }, options),
    get: async (id, { signal } = {}) =>
      await http.request('GET', path`/1.0/team-members/${id}`, { schema: teamMemberSchema, signal }),
    invite: async (input, { signal } = {}) =>
      await http.request('POST', root, { schema: teamMemberSchema, json: input, signal }),
    remove: async (id, options) => {
      await send('DELETE', path`/1.0/team-members/${id}`, undefined, options);
    },
    suspend: async (id, options) => {
      await send('POST', path`/1.0/team-members/${id}/suspend`, undefined, options);
    },
    unsuspend: async (id, options) => {
      await send('POST', path`/1.0/team-members/${id}/unsuspend`, undefined, options);
    },
    updateRole: async (id, role_id, options) => {
      await send('PUT', path`/1.0/team-members/${id}/role`, { role_id }, options);
    },
    assignDepartment: async (id, department_id, options) => {
      const where = path`/1.0/team-members/${id}/department`;
      if (department_id === undefined) await send('DELETE', where, undefined, options);
      else await send('PUT', where, { department_id }, options);
    },
    assignManager: async (id, manager_id, options) => {
      const where = path`/1.0/team-members/${id}/manager`;
      if (manager_id === undefined) await send('DELETE', where, undefined, options);
      else await send('PUT', where, { manager_id }, options);
    },
  };
}

export const createRoles = (api: RevolutApi): RolesResource => ({
  list: (options = {}) => listByCreation(api, { path: '/1.0/roles', schema: roleSchema, largest }, options),
});

export const createDepartments = (api: RevolutApi): DepartmentsResource =>
  createAccountingResource(api, {
    root: '/1.0/departments',
    pathOf: (id) => path`/1.0/departments/${id}`,
    plural: 'departments',
    schema: departmentSchema,
  });
