import { expect, it } from 'vitest';
import { createSealer, SecretKeyError } from './create-sealer.ts';

const sealer = createSealer('k'.repeat(32));

it('opens what it sealed, and shows nothing of it', async () => {
  const sealed = await sealer.seal('directus-token', 'geheim-ü');
  expect(sealed).not.toContain('geheim');
  expect(await sealer.open('directus-token', sealed)).toBe('geheim-ü');
  expect(await sealer.seal('directus-token', 'geheim-ü')).not.toBe(sealed);
});

it('says of a wrong key that it is the wrong key, and which secret it does not open', async () => {
  const sealed = await sealer.seal('directus-token', 'geheim');
  const opening = createSealer('x'.repeat(32)).open('directus-token', sealed);
  await expect(opening).rejects.toThrow(SecretKeyError);
  await expect(opening).rejects.toThrow(/SYNC_SECRET_KEY is not the key that sealed directus-token/);
});

it('opens a secret under its own name alone', async () => {
  const sealed = await sealer.seal('webhook-secret ninja-acme', 'geheim');
  await expect(sealer.open('webhook-secret ninja-other', sealed)).rejects.toThrow(/another secret/);
});

it('refuses what has been changed', async () => {
  const sealed = await sealer.seal('directus-token', 'geheim');
  const parts = sealed.split('.');
  const cut = [...parts.slice(0, 3), 'AAAAAAAA', parts[4]].join('.');
  await expect(sealer.open('directus-token', cut)).rejects.toThrow(/has been changed/);
  await expect(sealer.open('directus-token', 'no JWE')).rejects.toThrow(/no sealed secret/);
});
