/** Every way in which one of the secrets may be written inside text, longest first. */
export function secretForms(secrets: readonly string[]): string[] {
  const forms = new Set(secrets.flatMap((secret) => [secret, ...secret.split(/\r?\n/)]).flatMap(written));
  return [...forms].toSorted((a, b) => b.length - a.length);
}

function written(secret: string): string[] {
  if (secret.trim() === '') return [];
  const wellFormed = secret.toWellFormed();
  const base64 = btoa(String.fromCodePoint(...new TextEncoder().encode(wellFormed)));
  const unpadded = base64.replace(/=+$/, '');
  return [
    secret,
    secret.trim(),
    encodeURIComponent(wellFormed),
    new URLSearchParams({ '': wellFormed }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    unpadded,
    encodeURIComponent(base64),
    unpadded.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}
