import {
  applySchema,
  collectionNames,
  describePlan,
  resolveNames,
  wantedSchema,
} from '@unified-sync/directus-schema';
import { adminRequest } from '../hub/admin-request.ts';
import { ensureWorkerUser } from '../hub/ensure-worker-user.ts';
import { restoreSubscriptions } from '../schedule/restore-subscriptions.ts';
import { connect } from '../worker/connect.ts';
import type { Command, CommandContext } from './command.ts';

/** `init`: what Directus and the providers need, each only where it is missing. */
export const init: Command = {
  summary: "create what is missing: collections, owner companies, the worker's user, webhook subscriptions",
  async run(context) {
    const schema = await initDirectus(context);
    const user = await initUser(context);
    const webhooks = await initWebhooks(context);
    const lines = [
      ...(schema.length === 0 ? ['Directus has everything already.'] : schema),
      ...(user === undefined
        ? ['No DIRECTUS_ADMIN_TOKEN: the user of DIRECTUS_TOKEN is used as it is.']
        : [`the worker's user has the id ${user} (SYNC_USER_ID of the Directus extension)`]),
      ...webhooks.map(
        ({ connection, created }) => `${connection}: ${created.length} webhook subscriptions created`,
      ),
    ];
    context.answer(lines, { schema, user, webhooks });
    return 0;
  },
};

const requestOf = ({ config, adminToken }: CommandContext) =>
  adminRequest(config.directusUrl, adminToken ?? config.secrets.directusToken);

async function initDirectus(context: CommandContext): Promise<readonly string[]> {
  const { names, ownerCompanies } = context.config;
  const request = requestOf(context);
  const applied = describePlan(await applySchema({ request, wanted: wantedSchema({ names }) }));
  const collection = resolveNames(names).collection('owner_companies');
  const created: string[] = [];
  for (const { id, code, name, defaultCurrency } of ownerCompanies) {
    const body = { query: { filter: { id: { _eq: id } }, fields: ['id'] } };
    const found = await request({ method: 'SEARCH', path: `/items/${collection}`, body });
    if (Array.isArray(found) && found.length > 0) continue;
    const item = { id, code, name, default_currency: defaultCurrency };
    await request({ method: 'POST', path: `/items/${collection}`, body: item });
    created.push(`create owner company ${code} (${name})`);
  }
  return [...applied, ...created];
}

async function initUser(context: CommandContext): Promise<string | undefined> {
  const { config, adminToken } = context;
  if (adminToken === undefined || adminToken === config.secrets.directusToken) return undefined;
  const names = resolveNames(config.names);
  return await ensureWorkerUser({
    request: requestOf(context),
    token: config.secrets.directusToken,
    collections: collectionNames.map((name) => names.collection(name)),
  });
}

async function initWebhooks({ config }: CommandContext) {
  const restored = [];
  for (const connector of connect(config).connectors)
    restored.push({ connection: connector.connection, ...(await restoreSubscriptions(connector)) });
  return restored;
}
