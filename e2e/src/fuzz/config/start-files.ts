// Does with each file that it is given what `sync-worker start --config <file>` does, in a Node as its users have it: a
// test runner loads modules in its own way. Prints one line of JSON for each file. Nothing is opened.
import { runCli } from '../../../../apps/sync-worker/src/cli/run-cli.ts';
import { checkConfig } from '../../../../apps/sync-worker/src/config/check-config.ts';
import { ConfigError } from '../../../../apps/sync-worker/src/config/config-error.ts';
import { loadConfigFile } from '../../../../apps/sync-worker/src/config/load-config-file.ts';
import { validEnvironment } from './valid-config.ts';

/** What became of one file. */
export interface FileStart {
  readonly code: number;
  readonly said: string;
  /** `accepted`: the worker would open its database now. */
  readonly outcome: 'accepted' | 'ConfigError' | 'another error';
}

const entry = new URL('../../../../apps/sync-worker/src/index.ts', import.meta.url).href;

async function start(path: string): Promise<FileStart> {
  let said = '';
  let outcome: FileStart['outcome'] = 'another error';
  const code = await runCli(['start', '--config', path], {
    async readConfig(file) {
      try {
        checkConfig(await loadConfigFile(file, entry), validEnvironment());
      } catch (error) {
        outcome = error instanceof ConfigError ? 'ConfigError' : 'another error';
        throw error;
      }
      outcome = 'accepted';
      throw new Error('enough is known');
    },
    adminToken: undefined,
    out: (text) => (said += text),
    error: (text) => (said += text),
    isTerminal: false,
    signal: AbortSignal.abort(),
  });
  return { code, said, outcome };
}

for (const path of process.argv.slice(2))
  // oxlint-disable-next-line no-await-in-loop -- in the order of the files
  process.stdout.write(`${JSON.stringify(await start(path))}\n`);
