import { withConnection } from './database/with-connection.ts';
import type { DirectusAdmin } from './directus-environment.ts';

/** True when the database holds a Directus already: `bootstrap` then keeps its users as they are. */
export async function isInstalled(databaseUrl: string): Promise<boolean> {
  return await withConnection(databaseUrl, async (client) => {
    const { rows } = await client.query<{ found: boolean }>(
      `select to_regclass('directus_users') is not null as found`,
    );
    return rows[0]?.found === true;
  });
}

/**
 * Gives the administrator of a database with a Directus in it the static token of this start.
 *
 * @throws {Error} when the database has no user of that e-mail address.
 */
export async function giveToken(databaseUrl: string, { email, token }: DirectusAdmin): Promise<void> {
  await withConnection(databaseUrl, async (client) => {
    const update = 'update directus_users set token = $1 where lower(email) = lower($2)';
    const { rowCount } = await client.query(update, [token, email]);
    if (rowCount !== 1)
      throw new Error(
        `This database has a Directus without a user ${email}. Pass the address of its administrator as admin.email.`,
      );
  });
}

/** Sets the password that belongs to the token: for a person who signs in. */
export async function givePassword(url: string, { password, token }: DirectusAdmin): Promise<void> {
  const response = await fetch(`${url}/users/me`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  });
  if (!response.ok)
    throw new Error(`Directus refused the administrator's new password (${response.status}).`);
}
