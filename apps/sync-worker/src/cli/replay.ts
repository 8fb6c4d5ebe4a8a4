import type { Command } from './command.ts';
import { heldBackLines } from './held-back-lines.ts';
import { openWorker } from './open-worker.ts';

/** `replay <what>…`: mark dirty again. */
export const replay: Command = {
  summary: 'look again at items, records or whole listings, whatever was seen before',
  usage: '<collection>/<id> | <stream>/<id> | <stream> | hub.<collection> …',
  details:
    'What is marked while a provider is down waits for it.\n' +
    'An item (companies/<uuid>) or a record (ninja-acme.clients/<id>) is marked dirty: a running worker looks at it\n' +
    'at once. A listing (ninja-acme.clients, hub.companies) is read from its beginning by the next scan of it.',
  async run({ config, args, log, answer }) {
    if (args.length === 0) throw new Error(`replay: expected ${replay.usage}, got nothing`);
    const { worker, close } = await openWorker(config, { log });
    try {
      const { store, streams, hubListings, model, traffic } = worker;
      const listings = new Set([...streams, ...hubListings]);
      const hints: { side: string; record: string }[] = [];
      const reread: string[] = [];
      for (const what of args) {
        const [, name = '', id] = /^([^/]+)(?:\/(.+))?$/.exec(what) ?? [];
        if (id === undefined && listings.has(name)) reread.push(name);
        else if (id !== undefined && Object.hasOwn(model.collections, name))
          hints.push({ side: 'hub', record: `${name}/${id.toLowerCase()}` });
        else if (id !== undefined && streams.includes(name)) hints.push({ side: name, record: id });
        else
          throw new Error(
            `replay: ${what} is no ${replay.usage}. There are ${[...Object.keys(model.collections), ...listings].join(', ')}`,
          );
      }
      await store.inLane('user').markDirty(hints);
      for (const listing of reread) {
        const { rev, firstListingDone } = await store.loadCheckpoint(listing);
        await store.saveCheckpoint(listing, rev, { cursor: null, page: null, firstListingDone });
      }
      const concerned = new Set(['hub', ...[...hints.map(({ side }) => side), ...reread].map(ownerOf)]);
      const held = (await traffic.status()).filter(
        ({ owner, phase, pausedFor }) => concerned.has(owner) && (phase !== 'closed' || pausedFor > 0),
      );
      answer(
        [
          ...hints.map(({ side, record }) => `marked ${side} ${record}`),
          ...reread.map((name) => `${name} is read from its beginning`),
          ...heldBackLines(held),
        ],
        { marked: hints, reread, waitsFor: held },
      );
      return 0;
    } finally {
      await close();
    }
  },
};

/** Whose a side is: the name up to the first dot. */
const ownerOf = (side: string): string => side.split('.', 1)[0] ?? side;
