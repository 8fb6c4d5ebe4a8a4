import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the next run on the same folder needs again; secrets of this demo alone. */
export interface DemoState {
  readonly adminPassword: string;
  readonly adminToken: string;
  readonly workerToken: string;
  readonly webhookSecret: string;
  readonly hintSecret: string;
}

/** Directus reads a setting that looks like a number as one: a letter comes first. */
const secret = (): string => `s${randomBytes(24).toString('hex')}`;

/** The state of the folder, made where there is none. */
export async function loadState(folder: string): Promise<DemoState> {
  const file = join(folder, 'demo.json');
  await mkdir(folder, { recursive: true });
  const text = await readFile(file, 'utf8').catch(() => undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the line below, by an earlier run
  if (text !== undefined) return JSON.parse(text) as DemoState;
  const state: DemoState = {
    adminPassword: secret().slice(0, 16),
    adminToken: secret(),
    workerToken: secret(),
    webhookSecret: secret(),
    hintSecret: secret(),
  };
  await writeFile(file, JSON.stringify(state), { mode: 0o600 });
  return state;
}
