import type { ClientOptions } from '@unified-sync/http-client';
import { requestTokens, type TokenStore } from '@unified-sync/http-client/oauth';
import { siteRoot } from '../api-root.ts';
import { consentUrl } from './consent-url.ts';
import { isGrantRefused } from './is-grant-refused.ts';
import { checkText, type OAuthApp } from './mautic-auth.ts';

/** How {@link createMauticConsent} is set up. */
export interface MauticConsentOptions extends OAuthApp, ClientOptions {
  /** Root of the installation, e.g. `https://mautic.example.com`. */
  baseUrl: string;
  /** As registered, or longer: Mautic compares its beginning. There is no PKCE. */
  redirectUri: string;
  /** Where the tokens of the grant will live: give the same one to the client. */
  store: TokenStore;
}

/** The two steps of a grant. */
export interface MauticConsent {
  /** @param state Random text that the redirect must bring back: compare it before `exchange`. */
  url(state: string): string;
  /**
   * Turns the `code` of the redirect into tokens and stores them. A code lives 30 seconds and works once.
   *
   * @throws {ReauthorizationRequiredError} when the code is refused.
   */
  exchange(code: string): Promise<void>;
}

/**
 * Gets the first tokens of the authorization code grant.
 *
 * @example
 * const consent = createMauticConsent({ baseUrl, clientId, clientSecret, redirectUri, store });
 * redirect(consent.url(state));
 * await consent.exchange(code); // in the handler of redirectUri
 */
export function createMauticConsent(options: MauticConsentOptions): MauticConsent {
  const { baseUrl, clientId, clientSecret, redirectUri, store, ...client } = options;
  checkText({ baseUrl, clientId, clientSecret, redirectUri });
  const root = siteRoot(baseUrl);
  return {
    url: (state) => consentUrl({ root, clientId, redirectUri, state }),
    async exchange(code) {
      checkText({ code });
      await store.replace(
        async () =>
          await requestTokens({
            provider: 'mautic',
            url: `${root}/oauth/v2/token`,
            form: {
              grant_type: 'authorization_code',
              code,
              redirect_uri: redirectUri,
              client_id: clientId,
              client_secret: clientSecret,
            },
            consentUrl: consentUrl({ root, clientId, redirectUri }),
            isGrantRefused,
            client,
          }),
      );
    },
  };
}
