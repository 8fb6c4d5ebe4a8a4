/** A configuration with every setting that there is; made anew for each use. */
export const validFile = () => ({
  directusUrl: 'https://directus.example.com',
  publicUrl: 'https://sync.example.com',
  names: { client_invoices: { collection: 'factures', fields: { gross: 'amount' } }, companies: 'firms' },
  acceptSchema: ['client_invoices.amount'],
  ownerCompanies: [
    { id: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d', code: 'acme', name: 'Acme AG', defaultCurrency: 'CHF' },
    { id: '7a1b2c3d-3f5b-4d8e-9b0a-2f4c6e8a0b1d', code: 'beta', name: 'Beta AG', defaultCurrency: 'EUR' },
  ],
  connections: {
    'ninja-acme': {
      provider: 'invoice-ninja',
      baseUrl: 'https://invoicing.example.com',
      ownerCompany: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
      keySlot: 'custom_value4',
      taxNames: { '8.1': 'MWST' },
      defaultTaxName: 'VAT',
      pageSize: 200,
      concurrency: 4,
      requestsPerMinute: 600,
      budget: 'acme',
      longestRequestSeconds: 120,
    },
    'ninja-beta': {
      provider: 'invoice-ninja',
      baseUrl: 'https://invoicing.example.com',
      ownerCompany: '7a1b2c3d-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
    },
  },
  directusRequestsPerMinute: 6000,
  retention: { historyDays: 730, closedWritesDays: 90, pruneEvery: 86_400 },
  recovery: { leaseSeconds: 60, directusRequestSeconds: 60 },
  shutdownWithin: 30,
  schedule: {
    scanEvery: 60,
    sweepEvery: 3600,
    readAllEvery: 604_800,
    checkWebhooksEvery: 900,
    reportEvery: 5,
  },
  port: 3000,
});

/** In every secret: no error may show it. */
export const marker = 'MARKED';

export const validEnvironment = (): Record<string, string> => ({
  DIRECTUS_TOKEN: `${marker}-directus-token`,
  DIRECTUS_ADMIN_TOKEN: `${marker}-admin-token`,
  SYNC_HINT_SECRET: `${marker}-hint-${'h'.repeat(32)}`,
  SYNC_SECRET_KEY: `${marker}-key-${'k'.repeat(32)}`,
  DATABASE_URL: `postgres://sync:${marker}@127.0.0.1:5432/sync`,
  REDIS_URL: `redis://:${marker}@127.0.0.1:6379/1`,
  NINJA_ACME_TOKEN: `${marker}-acme-token`,
  NINJA_ACME_WEBHOOK_SECRET: `${marker}-acme-${'w'.repeat(32)}`,
  NINJA_BETA_TOKEN: `${marker}-beta-token`,
  NINJA_BETA_WEBHOOK_SECRET: `${marker}-beta-${'w'.repeat(32)}`,
});
