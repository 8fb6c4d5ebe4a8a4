import { type Environment, hosts } from '../environment.ts';

/**
 * What a grant may do. `PAY` is for payments, transfers and exchanges; `READ_SENSITIVE_CARD_DATA` needs an
 * allow-list of IP addresses, without which every call is refused.
 */
export type Scope = 'READ' | 'WRITE' | 'PAY' | 'READ_SENSITIVE_CARD_DATA' | (string & {});

/** What {@link consentUrl} asks for. */
export interface ConsentUrlOptions {
  environment: Environment;
  clientId: string;
  redirectUri: string;
  /** Narrows the consent. @default every scope of the application */
  scopes?: readonly Scope[] | undefined;
}

/**
 * The page on which a person (with a second factor) lets the application in. It redirects to the redirect
 * URI with a `code` that is good for two minutes.
 */
export function consentUrl({ environment, clientId, redirectUri, scopes }: ConsentUrlOptions): string {
  const url = new URL(hosts[environment].consent);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('response_type', 'code');
  // Separated by commas, unlike those of OAuth.
  if (scopes !== undefined && scopes.length > 0) url.searchParams.set('scope', scopes.join(','));
  return url.href;
}
