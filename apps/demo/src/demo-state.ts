import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every secret of this demo, that of its PostgreSQL apart. */
export interface DemoSecrets {
  readonly adminPassword: string;
  readonly adminToken: string;
  /** Signs the sessions of Directus. */
  readonly directusSecret: string;
  readonly workerToken: string;
  readonly ninjaToken: string;
  readonly webhookSecret: string;
  readonly hintSecret: string;
  /** `SYNC_SECRET_KEY` of the worker. */
  readonly secretKey: string;
}

/** What the next run on the same folder needs again. */
export interface DemoState extends DemoSecrets {
  /** Share of the full company that was seeded. */
  readonly size: number;
}

/** Directus reads a setting that looks like a number as one: a letter comes first. */
const secret = (): string => `s${randomBytes(24).toString('hex')}`;

const newSecrets = (): DemoSecrets => ({
  adminPassword: secret().slice(0, 16),
  adminToken: secret(),
  directusSecret: secret(),
  workerToken: secret(),
  ninjaToken: secret(),
  webhookSecret: secret(),
  hintSecret: secret(),
  secretKey: secret(),
});

/**
 * The state of the folder, made where there is none.
 * @param given a JSON file with secrets to begin with; the others are made. @default none
 */
export async function loadState(
  folder: string,
  size: number,
  given?: string,
): Promise<DemoState & { readonly isNew: boolean }> {
  const file = join(folder, 'demo.json');
  await mkdir(folder, { recursive: true });
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the line below, by an earlier run
    const known = JSON.parse(text) as Partial<DemoSecrets> & Pick<DemoState, 'size'>;
    if (known.size !== size)
      throw new Error(`the last run seeded --size ${known.size}: use it again, or start over with --reset`);
    return { ...newSecrets(), ...known, isNew: false };
  }
  const state: DemoState = { ...newSecrets(), ...(given !== undefined && (await readSecrets(given))), size };
  await writeFile(file, JSON.stringify(state), { mode: 0o600 });
  return { ...state, isNew: true };
}

async function readSecrets(file: string): Promise<Partial<DemoSecrets>> {
  const read: unknown = JSON.parse(await readFile(file, 'utf8'));
  const names = Object.keys(newSecrets());
  if (typeof read !== 'object' || read === null) throw new Error('--secrets: expected a JSON object');
  for (const [name, value] of Object.entries(read))
    if (!names.includes(name) || typeof value !== 'string')
      throw new Error(`--secrets: ${name} is none that can be given as text; known are ${names.join(', ')}`);
  return read;
}
