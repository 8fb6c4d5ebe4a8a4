import { createPublicKey, X509Certificate } from 'node:crypto';
import { jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { createClientAssertion } from '../auth/client-assertion.ts';
import { generateCertificate } from './generate-certificate.ts';

it('makes a key and a certificate that fit together, and an assertion that the certificate verifies', async () => {
  const now = () => Date.UTC(2026, 0, 1);
  const made = await generateCertificate({ commonName: 'Sync of Müller AG', now });
  const certificate = new X509Certificate(made.certificate);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.subject).toBe('CN=Sync of Müller AG');
  expect(certificate.validToDate).toEqual(new Date(now() + 1825 * 86_400_000));
  expect(made.expiresAt).toEqual(certificate.validToDate);
  expect(createPublicKey(made.privateKey).export({ type: 'spki', format: 'pem' })).toBe(
    certificate.publicKey.export({ type: 'spki', format: 'pem' }),
  );
  const jwt = await createClientAssertion({
    clientId: 'c',
    redirectUri: 'https://app.example.com',
    privateKey: made.privateKey,
    now,
  });
  const verified = await jwtVerify(jwt, certificate.publicKey, { currentDate: new Date(now()) });
  expect(verified.payload.sub).toBe('c');
});

it('refuses a certificate that is never good', async () => {
  await expect(generateCertificate({ days: 0 })).rejects.toThrow('days');
});
