import { withConnection } from '../database/with-connection.ts';

/** True when a PostgreSQL answers there and lets us in with every right; it may be none, or somebody's own. */
export async function canUsePostgres(url: string): Promise<boolean> {
  try {
    return await withConnection(url, async (client) => {
      const sql = 'select rolsuper as is_superuser from pg_roles where rolname = current_user';
      const { rows } = await client.query<{ is_superuser: boolean }>(sql);
      return rows[0]?.is_superuser === true;
    });
  } catch {
    return false;
  }
}
