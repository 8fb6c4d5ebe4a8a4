/** The fuzzed ingress knows these and no others. */
export const connections = {
  // During a rotation: the new one and the old one.
  'ninja-acme': ['sAcme-7f3c1e9b5d2a48607f3c1e9b5d2a4860', 'sAcmeOld-0a1b2c3d4e5f60718293a4b5c6d7e8f9'],
  'ninja-beta': ['sBeta-91d2c3b4a5968778695a4b3c2d1e0f91'],
} as const;

export const hintSecrets = [
  'sHint-c0ffee11c0ffee22c0ffee33c0ffee44',
  'sHintOld-deadbeef01deadbeef02deadbeef03',
] as const;

/** The clock of the fuzzed ingress stands still. */
export const frozenNow = 1_800_000_000_000;

/** Collections of the hub by their names in Directus; one of them is renamed. */
export const collectionsInDirectus: ReadonlyMap<string, string> = new Map([
  ['companies', 'companies'],
  ['people', 'people'],
  ['products', 'products'],
  ['quotes', 'quotes'],
  ['factures', 'client_invoices'],
  ['payments', 'payments'],
  ['expenses', 'expenses'],
]);

/** What makes the store fail: a record, or a body, that holds one of these. */
export const marks = {
  /** It refuses, and has stored nothing. */
  down: ['DOWNDOWN', 'd0d0d0d0-'],
  /** It has stored, and its answer is lost. */
  lost: ['LOSTLOST', 'f0f0f0f0-'],
} as const;

export const holds = (text: string, mark: keyof typeof marks): boolean =>
  marks[mark].some((one) => text.includes(one));

/** Bytes that a body may have. */
export const largestBody = 10 * 1024 * 1024;
