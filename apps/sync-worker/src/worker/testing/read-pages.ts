import { readConfig } from '../../config.ts';
import { openWorker } from '../../cli/open-worker.ts';
import { silentLog } from '../../log.ts';

/**
 * Reads every listing of both sides to its end, and does nothing with it: what a pass over them costs without the worker.
 * Prints one JSON document: seconds, pages and records.
 *
 *     node read-pages.ts --config sync.config.ts --json
 */
const config = process.argv[process.argv.indexOf('--config') + 1] ?? 'sync.config.ts';
const { worker, close } = await openWorker(await readConfig(config), { log: silentLog });
try {
  await worker.verifyAccounts();
  const started = performance.now();
  let pages = 0;
  let records = 0;
  for (const name of [...worker.streams, ...worker.hubListings]) {
    const side = worker.sideOf(name);
    let page: string | null = null;
    do {
      // oxlint-disable-next-line no-await-in-loop -- page by page, as a scan reads them
      const listed = await side.list({ cursor: null, lookBack: 0, page });
      pages += 1;
      records += listed.records.length;
      page = listed.next;
    } while (page !== null);
  }
  const seconds = (performance.now() - started) / 1_000;
  process.stdout.write(`${JSON.stringify({ seconds, pages, records })}\n`);
} finally {
  await close();
}
