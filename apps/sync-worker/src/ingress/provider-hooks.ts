import type { Context } from 'hono';
import type { Connector, ParsedHook } from '../connectors/connector.ts';
import { correlated, logHints } from '../tracing/correlate-hints.ts';
import { gatherHints } from './gather-hints.ts';
import type { IngressOptions } from './ingress-options.ts';

const carriesHook: ReadonlySet<string> = new Set(['POST', 'PUT']);

/**
 * Takes calls to `/hooks/<connection>/<name>`. Nothing of a body is believed: it is a hint to look, stored
 * before the answer. Answers are 204, 403 (not proven) or 429 (the store cannot accept it), and nothing else:
 * Invoice Ninja drops a subscription that is answered 404, 405 or 410.
 */
export function createProviderHooks({
  worker,
  onHints,
  onCall = () => undefined,
}: Pick<IngressOptions, 'worker' | 'onHints' | 'onCall'>) {
  const store = gatherHints(worker.store.inLane('webhook'));
  return async (context: Context): Promise<Response> => {
    const connector = worker.connectors.get(context.req.path.split('/')[2] ?? '');
    if (connector === undefined) return context.body(null, 403);
    const { connection } = connector;
    // What carries no body is no hook: a link that was opened, a probe, a redirect that became a GET.
    if (!carriesHook.has(context.req.method)) {
      onCall(connection, 'refused');
      return context.body(null, 403);
    }
    const parsed = await read(connector, context);
    if (parsed.kind === 'refused') {
      worker.log.warn('a call was refused', { connection, reason: parsed.reason });
      onCall(connection, 'refused');
      return context.body(null, 403);
    }
    try {
      await (parsed.kind === 'unreadable'
        ? worker.store.report([parsed.finding])
        : store(correlated(parsed.hints)));
    } catch (error) {
      worker.log.error('a hint could not be stored', {
        connection,
        cause: error instanceof Error ? error.message : String(error),
      });
      onCall(connection, 'not_stored');
      return context.body(null, 429, { 'retry-after': '30' });
    }
    onCall(connection, parsed.kind === 'unreadable' ? 'unreadable' : 'taken');
    if (parsed.kind === 'hints') logHints(worker, connection, parsed.hints);
    onHints([connection], 'webhook');
    return context.body(null, 204);
  };
}

const read = async (connector: Connector, { req }: Context): Promise<ParsedHook> =>
  await connector.parseHint({
    path: req.path,
    headers: req.raw.headers,
    rawBody: new Uint8Array(await req.arrayBuffer()),
  });
