/** What Node and PostgreSQL's driver need of the surroundings; everything else could change Directus unseen. */
const inherited = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TZ',
  'LANG',
  'SystemRoot',
  'TEMP',
  'TMP',
  // Where Node keeps what it has compiled: of many that are started, each one saves a sixth of its start.
  'NODE_COMPILE_CACHE',
];

/** The environment that a started Directus gets besides its own settings. */
export function inheritedEnvironment(): Record<string, string> {
  const known = inherited.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * The folder whose `node_modules` has the Directus to run; `undefined`: the one that this package depends on. Only the
 * test leg of another version sets it.
 */
export const directusInstallation: string | undefined = process.env['DIRECTUS_INSTALLATION'];

/** The Redis that tests may use, where there is one. */
export const testRedisUrl: string | undefined = process.env['REDIS_URL'];
