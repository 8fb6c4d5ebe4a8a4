import { ConfigError } from '../config/config-error.ts';
import { adminRequest } from '../hub/admin-request.ts';
import { completeSecrets } from '../secrets/complete-secrets.ts';
import { planSchemaStep } from '../setup/plan-schema-step.ts';
import { planTriggerStep } from '../setup/plan-trigger-step.ts';
import { planUserStep } from '../setup/plan-user-step.ts';
import { planWebhookStep } from '../setup/plan-webhook-step.ts';
import { connect } from '../worker/connect.ts';
import { planTriggerRemoval } from '../triggers/plan-triggers.ts';
import type { Command, CommandContext } from './command.ts';
import { openStore } from './open-store.ts';

/** `init`: what Directus and the providers need, each only where it is missing. */
export const init: Command = {
  summary: "create what is missing: collections, the worker's user, secrets, webhook subscriptions, triggers",
  details:
    'Says first what it will change. --dry-run says it and changes nothing: exit code 0 none, 2 changes. ' +
    "--remove-triggers takes the triggers out of Directus' database, and does nothing else.",
  async run(context) {
    if (context.removeTriggers) return await removeTriggers(context);
    const { store, close } = await openStore(context.config, context.log);
    try {
      return await initialise(context, store);
    } finally {
      await close();
    }
  },
};

async function initialise(
  context: CommandContext,
  store: Awaited<ReturnType<typeof openStore>>['store'],
): Promise<number> {
  const { config: given, adminToken, dryRun } = context;
  if (adminToken === undefined && given.secrets.directusToken === undefined) {
    const stored = await store.readSealed('directus-token');
    if (stored === undefined)
      throw new ConfigError([
        'DIRECTUS_ADMIN_TOKEN: expected the token of an administrator of Directus, since the worker has no token yet and only an administrator can give it one; got nothing',
      ]);
  }
  const { config, made } = await completeSecrets(given, { store, make: dryRun ? 'pretend' : 'store' });
  const { directusToken } = config.secrets;
  const request = adminRequest(config.directusUrl, adminToken ?? directusToken);
  const schema = await planSchemaStep(config, request);
  const ownUser = adminToken !== undefined && adminToken !== directusToken;
  const user = ownUser ? await planUserStep(config, request, directusToken) : undefined;
  const webhooks = await Promise.all(connect(config).connectors.map(planWebhookStep));
  const triggers = await planTriggerStep(config, schema.collections);
  const steps = [schema, ...(user === undefined ? [] : [user]), triggers, ...webhooks];
  const changes = steps.flatMap(({ lines }) => lines);
  if (dryRun) {
    const all = [...made.map((name) => `make and store ${name}, sealed`), ...changes];
    context.answer(all.length === 0 ? ['Nothing to change.'] : ['It would:', ...indented(all)], {
      changes: all,
      applied: false,
    });
    return all.length === 0 ? 0 : 2;
  }
  if (changes.length > 0) context.say(['It will:', ...indented(changes)]);
  for (const step of steps) await step.apply();
  const userId = user?.userId();
  context.answer(
    [
      ...made.map((name) => `${name} was made and is stored, sealed`),
      changes.length === 0 ? 'Everything is there already.' : 'Done.',
      userId === undefined
        ? 'No DIRECTUS_ADMIN_TOKEN: the user of the given token is used as it is.'
        : `SYNC_USER_ID of the Directus extension: ${userId}`,
    ],
    { changes, made, applied: true, user: userId ?? null },
  );
  return 0;
}

async function removeTriggers({ config, dryRun, answer, say }: CommandContext): Promise<number> {
  const { directusDatabaseUrl } = config.secrets;
  if (directusDatabaseUrl === undefined)
    throw new ConfigError([
      "DIRECTUS_DATABASE_URL: expected the URL of Directus' PostgreSQL, with the role that installed the triggers; got nothing",
    ]);
  const { lines, apply } = await planTriggerRemoval(directusDatabaseUrl);
  if (lines.length === 0) answer(['There are no triggers.'], { changes: [], applied: false });
  else if (dryRun) answer(['It would:', ...indented(lines)], { changes: lines, applied: false });
  else {
    say(['It will:', ...indented(lines)]);
    await apply();
    answer(['Done. Without DIRECTUS_DATABASE_URL, `init` does not install them again.'], {
      changes: lines,
      applied: true,
    });
  }
  return dryRun && lines.length > 0 ? 2 : 0;
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
