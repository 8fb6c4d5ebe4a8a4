import { z } from 'zod';
import type { ApiError } from '../api-error.ts';
import type { ClientOptions, ErrorAnswer } from '../client-options.ts';
import { createHttpClient } from '../http-client.ts';
import { ReauthorizationRequiredError } from './reauthorization-required-error.ts';
import type { TokenSet } from './token-set.ts';

/** One request to a token endpoint. */
export interface TokenRequest {
  /** Short name used in errors, e.g. `revolut`. */
  provider: string;
  /** The token endpoint, e.g. `https://b2b.revolut.com/api/1.0/auth/token`. */
  url: string;
  /** The fields of the form, e.g. `grant_type`. Every value is kept out of errors. */
  form: Readonly<Record<string, string>>;
  /** Where a person grants access again, for the error when the grant is refused. @default none */
  consentUrl?: string | undefined;
  /**
   * True where the same request may be sent again after a lost answer: not for a code, and not for a
   * refresh token that is replaced by each use. @default false
   */
  repeatable?: boolean;
  /** True for a refusal of the grant itself. @default the OAuth error `invalid_grant` */
  isGrantRefused?: (answer: ErrorAnswer) => boolean;
  /** Timeouts, `fetch`, clock and so on. */
  client?: ClientOptions;
}

const replySchema = z.looseObject({
  access_token: z.string().min(1),
  token_type: z.string().optional(),
  /** Seconds. */
  expires_in: z.coerce.number().positive(),
  refresh_token: z.string().min(1).nullish(),
});

/**
 * Asks a token endpoint (RFC 6749) for tokens, form-encoded.
 *
 * @throws {ReauthorizationRequiredError} when the grant is refused.
 * @throws {ApiError} for everything else: the client's own credentials are wrong, no answer, a mad one.
 */
export async function requestTokens(request: TokenRequest): Promise<TokenSet> {
  const { provider, url, form, client = {}, repeatable = false } = request;
  const { now = Date.now } = client;
  const { origin, pathname } = new URL(url);
  const http = createHttpClient({
    ...client,
    // A token without a lifetime would be taken for one that never ends: no way to only warn of that.
    validate: 'strict',
    provider,
    baseUrl: origin,
    secrets: secretsOf(form),
    mapError: (answer) => grantError(answer, request),
  });
  // Before the answer: a token never lives longer than what is left when it arrives.
  const obtainedAt = now();
  const reply = await http.request('POST', pathname, {
    schema: replySchema,
    body: new URLSearchParams(form),
    repeatable,
  });
  return {
    accessToken: reply.access_token,
    obtainedAt,
    expiresAt: obtainedAt + reply.expires_in * 1000,
    ...(typeof reply.refresh_token === 'string' && { refreshToken: reply.refresh_token }),
  };
}

/** The words of the protocol, such as `refresh_token` as a grant type, stay readable in errors. */
function secretsOf(form: Readonly<Record<string, string>>): string[] {
  const open = new Set(['grant_type', 'client_id', 'client_assertion_type', 'scope', 'redirect_uri']);
  return Object.entries(form)
    .filter(([name, value]) => !open.has(name) && value !== '')
    .map(([, value]) => value);
}

function grantError(answer: ErrorAnswer, request: TokenRequest): ApiError | undefined {
  const { isGrantRefused = isInvalidGrant, consentUrl, provider } = request;
  if (!isGrantRefused(answer)) return undefined;
  const { error, error_description: description } = oauthErrorOf(answer.data);
  const said = [error, description].filter((text) => text !== undefined).join(', ');
  return new ReauthorizationRequiredError(
    `${provider}: the grant is refused${said === '' ? '' : ` (${said})`}. A person has to authorise again.`,
    { ...answer, consentUrl },
  );
}

const isInvalidGrant = ({ data }: ErrorAnswer): boolean => oauthErrorOf(data).error === 'invalid_grant';

const oauthErrorSchema = z.looseObject({
  error: z.string().optional(),
  error_description: z.string().optional(),
});

/** The error of RFC 6749, section 5.2, as far as the body has one. */
export function oauthErrorOf(data: unknown): { error?: string; error_description?: string } {
  const { data: { error, error_description } = {} } = oauthErrorSchema.safeParse(data);
  return {
    ...(error !== undefined && { error }),
    ...(error_description !== undefined && { error_description }),
  };
}
