import { type CryptoKey, importPKCS8, SignJWT } from 'jose';

/** What signs for the application instead of a client secret. */
export interface ClientAssertionOptions {
  clientId: string;
  /** The redirect URI that is registered with the certificate. */
  redirectUri: string;
  /** PKCS #8 PEM (`-----BEGIN PRIVATE KEY-----`), or an imported RS256 key. */
  privateKey: string | CryptoKey;
  /** Seconds until the assertion ends. @default 60 */
  lifetime?: number;
  /** @default Date.now */
  now?: () => number;
}

/**
 * Makes the signed JWT that a token call needs (guide "Make your first API request"): `iss` is the host of
 * the redirect URI without its scheme and not the client id, `aud` is the same in both environments, `exp`
 * is a number of seconds.
 *
 * @throws {TypeError} when the key is no PKCS #8 PEM, or the redirect URI no URL.
 */
export async function createClientAssertion(options: ClientAssertionOptions): Promise<string> {
  const { clientId, redirectUri, privateKey, lifetime = 60, now = Date.now } = options;
  const key = typeof privateKey === 'string' ? await importKey(privateKey) : privateKey;
  return await new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(new URL(redirectUri).host)
    .setSubject(clientId)
    .setAudience('https://revolut.com')
    .setExpirationTime(Math.floor(now() / 1000) + lifetime)
    .sign(key);
}

async function importKey(pem: string): Promise<CryptoKey> {
  try {
    return await importPKCS8(pem, 'RS256');
  } catch {
    // The cause could quote the key.
    throw new TypeError(
      'privateKey: expected a PKCS #8 PEM of an RSA key ("-----BEGIN PRIVATE KEY-----"). Convert a "BEGIN RSA PRIVATE KEY" with `openssl pkcs8 -topk8 -nocrypt -in key.pem`.',
    );
  }
}
