import type { Principal } from '../store/company.ts';
import type { Row } from '../store/table.ts';

/** What somebody wants to do with a kind of record. */
export type Right = 'view' | 'create' | 'edit';

/** True where the token holds the right for all records of this kind, e.g. `view_client`. */
export function mayAll(principal: Principal, right: Right, kind: string): boolean {
  const { isAdmin, permissions } = principal;
  return isAdmin || permissions.has(`${right}_all`) || permissions.has(`${right}_${kind}`);
}

/** True where the token may do it with this record: by its rights, or because it is its own. */
export function may(principal: Principal, right: Right, kind: string, row: Row): boolean {
  if (row.companyKey !== principal.company.key) return false;
  return mayAll(principal, right, kind) || isOwn(principal, row);
}

/** True for a record that the user made or was given. */
export function isOwn({ userId }: Principal, { data }: Row): boolean {
  return (
    ('user_id' in data && data.user_id === userId) ||
    ('assigned_user_id' in data && data.assigned_user_id === userId)
  );
}
