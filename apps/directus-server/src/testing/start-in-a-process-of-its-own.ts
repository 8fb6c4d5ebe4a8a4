/** Starts a Directus on the database that its argument names, says its address, and never ends by itself. */
import { startDirectus } from '../start-directus.ts';

const [, , databaseUrl = ''] = process.argv;
const { url } = await startDirectus({ databaseUrl, isBootstrapped: true });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 60_000);
