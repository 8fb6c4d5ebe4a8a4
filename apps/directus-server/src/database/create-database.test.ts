import { expect, inject, it } from 'vitest';
import { createTestDatabase } from '../testing/index.ts';
import { createDatabase, databaseUrl, dropDatabase } from './create-database.ts';
import { withConnection } from './with-connection.ts';

const serverUrl = inject('postgresUrl');

const value = async (url: string): Promise<unknown> =>
  await withConnection(url, async (client) => (await client.query('select value from thing')).rows);

it('copies a template, once nobody uses that any more', async () => {
  const template = await createTestDatabase();
  const name = `${inject('databasePrefix')}copy`;
  const templateName = new URL(template.url).pathname.slice(1);
  let copying: Promise<string> | undefined;
  await withConnection(template.url, async (client) => {
    await client.query('create table thing as select 42 as value');
    copying = createDatabase({ serverUrl, name, template: templateName });
    await client.query('select pg_sleep(0.3)');
  });
  expect(await value((await copying) ?? '')).toEqual([{ value: 42 }]);
  await dropDatabase({ serverUrl, name });
  await expect(value(databaseUrl(serverUrl, name))).rejects.toThrow('cannot be used');
  await template.drop();
});

it('takes any name for a name', async () => {
  const name = `${inject('databasePrefix')}"; drop table x; --`;
  const url = await createDatabase({ serverUrl, name });
  const found = await withConnection(
    url,
    async (client) => (await client.query('select current_database() as name')).rows,
  );
  expect(found).toEqual([{ name }]);
  await dropDatabase({ serverUrl, name });
});

it('says why a database cannot be created', async () => {
  const options = { serverUrl, name: `${inject('databasePrefix')}x`, template: 'no_such_template' };
  await expect(createDatabase(options)).rejects.toThrow('"no_such_template" does not exist');
});
