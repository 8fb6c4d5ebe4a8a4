import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/**
 * Refuses bodies of more than `maxSize` bytes with 413. Where the length is declared, that is all that is asked: Node
 * reads no further than that. Hono's own limit looks at the body as a stream even then, and so takes the server's fast
 * way to read it: half of the throughput of small calls (`bench/src/webhook-ack`).
 */
export function limitBody(maxSize: number): MiddlewareHandler {
  // Hono's own refusal is an exception, which the ingress would answer as trouble of its own.
  const countBytes = bodyLimit({ maxSize, onError: tooLarge });
  return async (context, next) => {
    const declared = declaredLength(context);
    if (declared === undefined) return await countBytes(context, next);
    if (declared > maxSize) return tooLarge(context);
    return await next();
  };
}

const tooLarge = (context: Context): Response => context.text('Payload Too Large', 413);

/** `undefined`: it is not declared, or not in a way that the server holds the sender to. */
function declaredLength({ req }: Context): number | undefined {
  const length = req.header('content-length');
  if (length === undefined || !/^\d+$/.test(length)) return undefined;
  return req.header('transfer-encoding') === undefined ? Number(length) : undefined;
}
