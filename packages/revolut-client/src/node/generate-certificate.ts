import { randomBytes } from 'node:crypto';

/** What {@link generateCertificate} makes. */
export interface GenerateCertificateOptions {
  /** @default 'unified-sync' */
  commonName?: string;
  /** Days for which it is good. @default 1825, as in Revolut's guide */
  days?: number;
  /** @default Date.now */
  now?: () => number;
}

/** A key and the certificate to give to Revolut. */
export interface GeneratedCertificate {
  /** PKCS #8 PEM: the `auth.privateKey` of a client. Keep it secret. */
  privateKey: string;
  /** PEM to paste into Business, APIs, Business API. */
  certificate: string;
  expiresAt: Date;
}

/**
 * Makes an RSA key of 2048 bits and a self-signed X.509 certificate, as Revolut's guide does with `openssl`.
 *
 * @throws {TypeError} when `days` is not above 0.
 */
export async function generateCertificate(
  options: GenerateCertificateOptions = {},
): Promise<GeneratedCertificate> {
  const { commonName = 'unified-sync', days = 1825, now = Date.now } = options;
  if (!(days > 0)) throw new TypeError(`days: expected a number above 0, got ${days}.`);
  // Loaded here: it changes the global `Reflect`, which nobody else of this entry should meet.
  await import('reflect-metadata');
  const { X509CertificateGenerator, PemConverter } = await import('@peculiar/x509');

  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const expiresAt = new Date(now() + days * 86_400_000);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: randomBytes(16).toString('hex'),
      name: [{ CN: [commonName] }],
      notBefore: new Date(now()),
      notAfter: expiresAt,
      signingAlgorithm: algorithm,
      keys,
    },
    crypto,
  );
  const exported = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    privateKey: PemConverter.encode(exported, 'PRIVATE KEY'),
    certificate: certificate.toString('pem'),
    expiresAt,
  };
}
