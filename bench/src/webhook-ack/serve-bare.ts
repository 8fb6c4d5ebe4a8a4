// A handler as bare as it gets, to compare with: it takes the id out of a body, stores it with one INSERT, and answers.
// It checks no secret, and keeps a row for every call: nobody could work them off.
import { Hono } from 'hono';
import { Pool } from 'pg';
import { serveIngress } from '../../../apps/sync-worker/src/ingress/serve-ingress.ts';
import { announce } from './announce.ts';

const [url = ''] = process.argv.slice(2);
// As many connections as the worker's store has.
const pool = new Pool({ connectionString: url, max: 10 });
await pool.query(
  'create table if not exists bare_hints (id bigserial primary key, side text not null, record text not null)',
);
const app = new Hono();
app.post('/hooks/*', async (context) => {
  const { id } = await context.req.json<{ id: string }>();
  await pool.query({
    name: 'hint',
    text: 'insert into bare_hints (side, record) values ($1, $2)',
    values: ['ninja-acme.invoices', id],
  });
  return context.body(null, 204);
});
await announce(await serveIngress(app, 0, '127.0.0.1'), async () => await pool.end());
