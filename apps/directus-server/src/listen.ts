import getPort from 'get-port';
import { aborted, type DirectusRun } from './bootstrap.ts';
import { directusEnvironment } from './directus-environment.ts';
import { type DirectusProcess, runDirectus } from './directus-process.ts';
import { startFailure } from './start-failure.ts';

/** A Directus that answers. */
export interface ListeningDirectus {
  readonly url: string;
  readonly pid: number;
  readonly directus: DirectusProcess;
}

// A free port may be taken before Directus listens there, most likely by another Directus.
const attempts = 5;

/** Starts Directus on `port`, or on a free one, and waits until it is healthy. */
export async function listen(
  options: DirectusRun & { port: number | undefined },
): Promise<ListeningDirectus> {
  for (let attempt = 1; ; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one server at a time
    const { listening, failure } = await tryPort(
      options,
      options.port ?? (await getPort({ host: '127.0.0.1' })),
    );
    if (listening !== undefined) return listening;
    const isTaken = failure.message.includes('already in use');
    if (!isTaken || options.port !== undefined || attempt === attempts) throw failure;
  }
}

type Attempt =
  | { readonly listening: ListeningDirectus; readonly failure?: never }
  | { readonly listening?: never; readonly failure: Error };

async function tryPort({ settings, env, log, deadline }: DirectusRun, port: number): Promise<Attempt> {
  const directus = runDirectus({
    command: 'start',
    env: { ...directusEnvironment({ ...settings, port }), ...env },
    cwd: settings.folder,
    onLine: log,
  });
  const url = `http://127.0.0.1:${port}`;
  const ready = await Promise.race([directus.ready, aborted(deadline)]);
  const health = ready === true ? await whenHealthy(url, settings.admin.token, deadline, directus) : ready;
  if (health === 'healthy' && directus.pid !== undefined)
    return { listening: { url, directus, pid: directus.pid } };
  await directus.end(1000);
  const what =
    health === 'deadline' ? 'took too long to answer' : `ended at its start (${await directus.ended})`;
  return { failure: startFailure(what, directus.lastLines()) };
}

/** Asks until it says that it is healthy: right after the start, parts of it may still be connecting. */
async function whenHealthy(
  url: string,
  token: string,
  deadline: AbortSignal,
  directus: DirectusProcess,
): Promise<'healthy' | 'deadline' | 'ended'> {
  const over = Promise.race([directus.ended.then(() => 'ended' as const), aborted(deadline)]);
  const headers = { authorization: `Bearer ${token}` };
  for (;;) {
    const asked = fetch(`${url}/server/health`, { headers, signal: deadline }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
    // oxlint-disable-next-line no-await-in-loop -- it is a poll
    const answer = await Promise.race([asked, over]);
    if (answer === true) return 'healthy';
    if (answer !== false) return answer;
    // oxlint-disable-next-line no-await-in-loop -- the pause between two polls
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
