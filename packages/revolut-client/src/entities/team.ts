import { z } from 'zod';
import { id, openEnum, stamp, text } from './fields.ts';

export const teamMemberSchema = z.looseObject({
  ...stamp,
  email: text.optional(),
  first_name: text.optional(),
  last_name: text.optional(),
  state: openEnum<'created' | 'confirmed' | 'waiting' | 'active' | 'locked' | 'disabled' | 'suspended'>(),
  role_id: id,
  department_id: id.optional(),
  manager_id: id.optional(),
});

export type TeamMember = z.infer<typeof teamMemberSchema>;

/** `owner`, `member`, `viewer`, or a role of the business's own with an id. */
export const roleSchema = z.looseObject({ ...stamp, name: text });

export type Role = z.infer<typeof roleSchema>;

export const departmentSchema = z.looseObject({ ...stamp, name: text });

export type Department = z.infer<typeof departmentSchema>;
