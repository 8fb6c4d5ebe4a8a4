/** What is measured, each in a process of its own. */
export const providers = ['invoice-ninja', 'revolut', 'erpnext', 'mautic'] as const;

export type Provider = (typeof providers)[number];

/** @throws {TypeError} for a name that is none of them. */
export function providerOf(name: string | undefined): Provider {
  const found = providers.find((provider) => provider === name);
  if (found === undefined)
    throw new TypeError(`provider: expected one of ${providers.join(', ')}, got ${name ?? 'none'}.`);
  return found;
}
