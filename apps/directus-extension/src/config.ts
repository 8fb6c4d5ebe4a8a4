/** What the hook is told by the environment. */
export interface HookConfig {
  /** Where the worker takes hints. */
  readonly url: string;
  readonly secret: string;
  /** Collections whose items are synced, under the names that they have in this Directus. */
  readonly collections: ReadonlySet<string>;
  /** The user that only the worker uses: what it writes needs no hint. */
  readonly syncUserId: string | undefined;
}

const shortestSecret = 32;

/**
 * Reads `SYNC_HINT_URL`, `SYNC_HINT_SECRET`, `SYNC_COLLECTIONS` and `SYNC_USER_ID`.
 *
 * @returns The configuration, or every mistake in it; no mistake shows a value.
 */
export function readConfig(env: Readonly<Record<string, unknown>>): HookConfig | readonly string[] {
  const mistakes: string[] = [];
  const take = <Value>(
    name: string,
    read: (value: unknown) => Value | undefined,
    expected: string,
  ): Value | undefined => {
    const value = read(env[name]);
    if (value === undefined) mistakes.push(`${name}: expected ${expected}, got ${shapeOf(env[name])}`);
    return value;
  };
  const url = take(
    'SYNC_HINT_URL',
    readUrl,
    'the address that the worker takes hints at, such as http://sync-worker:3000/hints/directus',
  );
  const secret = take(
    'SYNC_HINT_SECRET',
    readSecret,
    `at least ${shortestSecret} characters, the first one a letter`,
  );
  const collections = take(
    'SYNC_COLLECTIONS',
    readList,
    'names of collections, such as companies,people,client_invoices',
  );
  const user =
    env['SYNC_USER_ID'] === undefined
      ? ''
      : take('SYNC_USER_ID', readText, "the id of the worker's Directus user, or nothing");
  if (mistakes.length > 0 || url === undefined || secret === undefined || collections === undefined)
    return mistakes;
  return { url, secret, collections: new Set(collections), syncUserId: user === '' ? undefined : user };
}

const readText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.trim() : undefined;

/** Without a password in it: that would be sent, logged and shown by everybody on the way. */
function readUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { href, protocol, username, password } = new URL(value);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '' ? href : undefined;
}

function readSecret(value: unknown): string | undefined {
  return typeof value === 'string' && value.length >= shortestSecret ? value : undefined;
}

/** Directus has made a list of what has commas, and left a single name as it is. */
function readList(value: unknown): string[] | undefined {
  const names = (Array.isArray(value) ? value : [value])
    .flatMap((each) => (typeof each === 'string' ? each.split(',') : []))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 ? names : undefined;
}

/** Says of a value what helps to mend it, and not what it is. */
function shapeOf(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  if (typeof value === 'string') return `text of ${value.length} characters`;
  return Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
}
