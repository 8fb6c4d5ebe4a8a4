/** `ninja-acme` and `TOKEN` make `NINJA_ACME_TOKEN`. */
export const variableOf = (connection: string, what: string): string =>
  `${connection.toUpperCase().replaceAll('-', '_')}_${what}`;

/** The worker's own, of which no connection may have one. */
const ownVariables: ReadonlySet<string> = new Set([
  'SYNC_SECRET_KEY',
  'SYNC_HINT_SECRET',
  'DIRECTUS_TOKEN',
  'DIRECTUS_ADMIN_TOKEN',
  'DATABASE_URL',
  'REDIS_URL',
  'METRICS_TOKEN',
  'BOARD_TOKEN',
]);

/** What hints, health and metrics call something else. */
export const reservedNames: ReadonlySet<string> = new Set([
  'hub',
  'directus',
  'database',
  'queue',
  'unlinked',
]);

/** Whether a connection would be taken for the hub, or its secrets for the worker's own. */
export const isNameTaken = (connection: string): boolean =>
  reservedNames.has(connection) ||
  ['TOKEN', 'WEBHOOK_SECRET'].some((what) => ownVariables.has(variableOf(connection, what)));
