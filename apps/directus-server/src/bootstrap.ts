import { directusEnvironment, type DirectusSettings } from './directus-environment.ts';
import { runDirectus } from './directus-process.ts';
import { startFailure } from './start-failure.ts';

/** What both commands of a start share. */
export interface DirectusRun {
  settings: Omit<DirectusSettings, 'port'>;
  /** Wins over what the settings say. */
  env: Readonly<Record<string, string>>;
  log: (line: string) => void;
  /** Aborted when the whole start has taken too long. */
  deadline: AbortSignal;
}

/** Creates Directus' tables and administrator, or migrates them. */
export async function bootstrap({ settings, env, log, deadline }: DirectusRun): Promise<void> {
  const directus = runDirectus({
    command: 'bootstrap',
    env: { ...directusEnvironment({ ...settings, port: 0 }), ...env },
    cwd: settings.folder,
    onLine: log,
  });
  const outcome = await Promise.race([directus.ended, aborted(deadline)]);
  await directus.end(0);
  if (outcome === 0) return;
  const what = outcome === 'deadline' ? 'took too long to bootstrap' : `failed to bootstrap (${outcome})`;
  throw startFailure(what, directus.lastLines());
}

/** Fulfilled once the deadline is over. */
export async function aborted(signal: AbortSignal): Promise<'deadline'> {
  return await new Promise((resolve) => {
    if (signal.aborted) resolve('deadline');
    signal.addEventListener('abort', () => resolve('deadline'), { once: true });
  });
}
