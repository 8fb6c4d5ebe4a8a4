import { checkConfig } from '../../../../apps/sync-worker/src/config/check-config.ts';
import { ConfigError } from '../../../../apps/sync-worker/src/config/config-error.ts';
import { connect } from '../../../../apps/sync-worker/src/worker/connect.ts';
import { applyEdit, type Edit } from './edit.ts';
import { validEnvironment, validFile } from './valid-config.ts';

/** What becomes of a worker with a configuration: it is ready to open its database, or it names what is wrong. */
export type Start = { readonly kind: 'ready' } | { readonly kind: 'refused'; readonly text: string };

/** Does what every command does before it opens anything. @throws {Error} for an error that is no `ConfigError`. */
export function startWith(edits: readonly Edit[]): Start {
  const [file, environment] = [validFile(), validEnvironment()];
  for (const edit of edits) applyEdit(edit.isEnvironment === true ? environment : file, edit);
  // A connection that was added needs a token of its own.
  for (const name of Object.keys(file.connections ?? {}))
    environment[`${name.toUpperCase().replaceAll('-', '_')}_TOKEN`] ??=
      edits.some(({ path }) => path[0] === 'NINJA_ACME_TOKEN' || path[0] === 'NINJA_BETA_TOKEN') &&
      name.startsWith('ninja-')
        ? ''
        : 'added';
  try {
    connect(withStored(checkConfig(file, environment)));
    return { kind: 'ready' };
  } catch (error) {
    if (error instanceof ConfigError) return { kind: 'refused', text: error.message };
    throw error;
  }
}

/** With a `SYNC_SECRET_KEY`, what is not given is stored. */
function withStored(config: ReturnType<typeof checkConfig>): ReturnType<typeof checkConfig> {
  const connections = Object.fromEntries(
    Object.entries(config.secrets.connections).map(([name, own]) => [
      name,
      { ...own, webhookSecret: own.webhookSecret ?? 's'.repeat(32) },
    ]),
  );
  return { ...config, secrets: { ...config.secrets, connections } };
}
