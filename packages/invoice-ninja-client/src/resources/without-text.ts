/**
 * Takes a secret out of what an error shows. The key of an invitation stands in the path, and opens the
 * document for whoever holds it.
 */
export function withoutText(error: unknown, secret: string): unknown {
  if (error instanceof Error)
    for (const [field, value] of Object.entries(Object.getOwnPropertyDescriptors(error)))
      if (typeof value.value === 'string')
        Object.defineProperty(error, field, {
          ...value,
          value: value.value.replaceAll(secret, '[redacted]'),
        });
  return error;
}
