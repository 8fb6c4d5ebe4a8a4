import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/**
 * Lets nobody in without the token: as `Authorization: Bearer <token>`, or as the password of any name, which is what a
 * browser asks for. The answer to a wrong one does not tell how wrong it was.
 */
export function requireToken(token: string, realm: string): MiddlewareHandler {
  const wanted = digest(token);
  return async (context, next) => {
    const given = tokenOf(context.req.header('authorization') ?? '');
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return await next();
    return context.text(`${realm}: a token is needed`, 401, {
      'www-authenticate': `Basic realm="${realm}", charset="UTF-8"`,
    });
  };
}

function tokenOf(authorization: string): string | undefined {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
