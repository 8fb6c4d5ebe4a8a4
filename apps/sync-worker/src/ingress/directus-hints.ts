import { type CollectionName, resolveNames } from '@unified-sync/directus-schema';
import { isTimestampFresh, verifyHmac } from '@unified-sync/http-client';
import type { Hint } from '@unified-sync/sync-engine';
import type { Context } from 'hono';
import { z } from 'zod';
import { isUuid, sameIdText } from '../hub/item-id.ts';
import { directusName } from '../health/worker-dependencies.ts';
import { correlated, logHints } from '../tracing/correlate-hints.ts';
import type { IngressOptions } from './ingress-options.ts';

/** Milliseconds that a signature is good for: a replay is only a look, but looks are not for free. */
const tolerance = 300_000;

/**
 * Items. More in one call are an import, or what the worker itself wrote before it could be called: people are not to
 * wait for them.
 */
const mostOfPeople = 50;

const body = z.object({
  hints: z.array(z.object({ collection: z.string(), ids: z.array(z.string()) })).max(10_000),
  incomplete: z.boolean(),
});

/** Takes what the Directus extension sends: which items were created, changed or deleted. */
export function createDirectusHints(options: IngressOptions) {
  const { worker, onHints, onIncomplete, onCall = () => undefined } = options;
  const stores = { user: worker.store.inLane('user'), reconcile: worker.store.inLane('reconcile') };
  const ourNames = namesInDirectus(options);
  return async (context: Context): Promise<Response> => {
    const raw = new Uint8Array(await context.req.arrayBuffer());
    if (!(await isProven(options, context, raw))) {
      worker.log.warn('hints of Directus were refused', { reason: 'not signed by us, or too old' });
      onCall(directusName, 'refused');
      return context.json({ error: 'not signed by us' }, 403);
    }
    const parsed = body.safeParse(parseJson(raw));
    if (!parsed.success) {
      onCall(directusName, 'unreadable');
      return context.json({ error: 'not understood' }, 400);
    }
    // Another collection, or an id that is no UUID, is none of ours: there is nothing to look at.
    const hints = parsed.data.hints.flatMap(({ collection, ids }) => {
      const name = ourNames.get(collection);
      return name === undefined
        ? []
        : ids.filter(isUuid).map((id): Hint => ({ side: 'hub', record: `${name}/${sameIdText(id)}` }));
    });
    const lane = hints.length > mostOfPeople ? 'reconcile' : 'user';
    await stores[lane].markDirty(correlated(hints));
    onCall(directusName, 'taken');
    logHints(worker, 'hub', hints);
    onHints(['hub'], lane);
    if (parsed.data.incomplete) onIncomplete();
    return context.body(null, 204);
  };
}

async function isProven(
  { hintSecrets, now = Date.now }: IngressOptions,
  { req }: Context,
  raw: Uint8Array,
): Promise<boolean> {
  const timestamp = req.header('x-unified-sync-timestamp') ?? '';
  const signature = /^v1=([\da-f]+)$/.exec(req.header('x-unified-sync-signature') ?? '')?.[1] ?? '';
  if (hintSecrets.length === 0 || !isTimestampFresh({ timestamp: Number(timestamp), tolerance, now }))
    return false;
  const payload = Buffer.concat([Buffer.from(`${timestamp}.`), raw]);
  return await verifyHmac({ secrets: hintSecrets, payload, signature });
}

/** The model's name of each collection by the one that it has in Directus. */
function namesInDirectus({ worker, names }: IngressOptions): ReadonlyMap<string, string> {
  const resolved = resolveNames(names);
  return new Map(
    Object.keys(worker.model.collections).map((name) => [
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the model's collections are made from ours
      resolved.collection(name as CollectionName),
      name,
    ]),
  );
}

function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch {
    return undefined;
  }
}
