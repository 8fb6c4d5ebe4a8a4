import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrateStore } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { useTestStores } from './testing/test-store.ts';

const { create, url } = useTestStores();

it('lets workers that start together bring the schema up to date once', async () => {
  const pools = Array.from({ length: 4 }, () =>
    openDatabase({ url: url(), schema: 'together', onError: () => undefined }),
  );
  await Promise.all(pools.map(async (db) => await migrateStore(db, 'together')));
  const { rows } = await sql<{ name: string }>`select name from together.kysely_migration`.execute(
    pools[0] ?? openDatabase({ url: url(), schema: 'together', onError: () => undefined }),
  );
  expect(rows.map(({ name }) => name)).toEqual([
    '001-initial',
    '002-operations',
    '003-traffic',
    '004-correlation',
    '005-since-when',
    '006-agreed-in-short',
  ]);
  await Promise.all(pools.map(async (db) => await db.destroy()));
});

it('touches nothing outside of its schema', async () => {
  const { db } = await create();
  const { rows } =
    await sql`select table_name from information_schema.tables where table_schema = 'public'`.execute(db);
  expect(rows).toEqual([]);
});

it('refuses a schema that a newer version made', async () => {
  const { db } = await create();
  const schema = 'newer';
  const newer = openDatabase({ url: url(), schema, onError: () => undefined });
  await migrateStore(newer, schema);
  await sql`insert into newer.kysely_migration (name, timestamp) values ('999-from-tomorrow', '2999')`.execute(
    db,
  );
  await expect(migrateStore(newer, schema)).rejects.toThrow(/schema "newer".*999-from-tomorrow/);
  await newer.destroy();
});
