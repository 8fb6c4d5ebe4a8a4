import { expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { scanAll, type Scanner } from './scan-all.ts';

/** Two providers and a hub whose listings take as long as they are kept; what began and ended, in order. */
function scannerOf({ unread = [], failing = [] }: { unread?: string[]; failing?: string[] } = {}) {
  const events: string[] = [];
  const ends = new Map<string, () => void>();
  const scanner: Scanner = {
    streams: ['one.clients', 'one.invoices', 'two.customers'],
    hubListings: ['hub.companies', 'hub.invoices'],
    connectors: new Map([
      ['one', { streams: { 'one.clients': {}, 'one.invoices': {} } }],
      ['two', { streams: { 'two.customers': {} } }],
    ]),
    log: silentLog,
    runs: { record: async (_kind, _listing, run) => await run() },
    store: {
      loadCheckpoint: async (listing) => ({
        rev: 1,
        cursor: null,
        page: null,
        firstListingDone: !unread.includes(listing),
      }),
    },
    engine: {
      async scan(listing) {
        events.push(`${listing} begins`);
        await new Promise<void>((resolve) => ends.set(listing, resolve));
        events.push(`${listing} ends`);
        if (failing.includes(listing)) throw new Error('it cannot be read');
        return { finished: true, records: 1 };
      },
    },
  };
  return {
    scanner,
    /** What has begun or ended since the last time. */
    async happened(): Promise<string[]> {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return events.splice(0);
    },
    end: (listing: string) => ends.get(listing)?.(),
  };
}

it('reads one listing after the other where one of them was never read to its end: what others refer to comes first', async () => {
  const { scanner, happened, end } = scannerOf({ unread: ['hub.invoices'] });
  const pass = scanAll(scanner);
  const listings = [...scanner.streams, ...scanner.hubListings];
  const all: string[] = await happened();
  for (const listing of listings) {
    end(listing);
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what is looked at
    all.push(...(await happened()));
  }
  expect(all).toEqual(listings.flatMap((listing) => [`${listing} begins`, `${listing} ends`]));
  await pass;
});

it('asks every system at the same time where all was read before, and none for two listings at once', async () => {
  const { scanner, happened, end } = scannerOf();
  const pass = scanAll(scanner);
  expect(await happened()).toEqual(['one.clients begins', 'two.customers begins', 'hub.companies begins']);
  end('hub.companies');
  expect(await happened()).toEqual(['hub.companies ends', 'hub.invoices begins']);
  end('one.clients');
  expect(await happened()).toEqual(['one.clients ends', 'one.invoices begins']);
  for (const listing of ['one.invoices', 'two.customers', 'hub.invoices']) end(listing);
  expect([...(await pass).keys()]).toEqual([...scanner.streams, ...scanner.hubListings]);
});

it('goes on with the other listings of a system behind one that fails', async () => {
  const { scanner, happened, end } = scannerOf({ failing: ['one.clients'] });
  const pass = scanAll(scanner, { listings: ['one.clients', 'one.invoices'] });
  await happened();
  end('one.clients');
  expect(await happened()).toEqual(['one.clients ends', 'one.invoices begins']);
  end('one.invoices');
  expect(await pass).toEqual(
    new Map([
      ['one.clients', { finished: false, records: 0 }],
      ['one.invoices', { finished: true, records: 1 }],
    ]),
  );
});

it('begins no other listing once it is told to end', async () => {
  const { scanner, happened, end } = scannerOf();
  const ending = new AbortController();
  const pass = scanAll(scanner, { signal: ending.signal });
  await happened();
  ending.abort();
  for (const listing of ['one.clients', 'two.customers', 'hub.companies']) end(listing);
  expect([...(await pass).keys()]).toEqual(['one.clients', 'two.customers', 'hub.companies']);
});
