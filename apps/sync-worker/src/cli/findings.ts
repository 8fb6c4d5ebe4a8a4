import { statusOf, type FindingStatus, type StoredFinding } from '../store/findings/read-findings.ts';
import type { PostgresStore } from '../store/postgres-store.ts';
import type { Command, CommandContext } from './command.ts';
import { openStore } from './open-store.ts';

const statuses: Readonly<Record<string, FindingStatus | undefined>> = {
  open: 'open',
  resolved: 'resolved',
  dismissed: 'dismissed',
};
const decisions: Readonly<Record<string, FindingStatus>> = {
  resolve: 'resolved',
  dismiss: 'dismissed',
  reopen: 'open',
};
/** Characters of a digest that tell it from the others in a list. */
const shownDigits = 10;

/** `findings [resolve|dismiss|reopen <id>]`: what a person must see, and what a person decided of it. */
export const findings: Command = {
  summary: 'list what a person must see; resolve, dismiss or reopen it',
  usage: '[resolve|dismiss|reopen <id>…]',
  details:
    '--status open (default), resolved, dismissed or all; --kind, --side, --item <collection>/<id>.\n' +
    'A resolved finding is tried again and comes back where that fails; a dismissed one is left as it is.',
  async run(context) {
    const { store, close } = await openStore(context.config, context.log);
    try {
      const [action, ...ids] = context.args;
      if (action === undefined) return await list(context, store);
      const status = Object.hasOwn(decisions, action) ? decisions[action] : undefined;
      if (status === undefined || ids.length === 0)
        throw new Error(`findings: expected ${findings.usage}, got ${context.args.join(' ')}`);
      return await decide(context, store, status, ids);
    } finally {
      await close();
    }
  },
};

async function list({ filter, answer }: CommandContext, store: PostgresStore): Promise<number> {
  const { status = 'open', kind, side, item } = filter;
  if (status !== 'all' && !Object.hasOwn(statuses, status))
    throw new Error(`--status: expected open, resolved, dismissed or all, got ${status}`);
  const wanted = statuses[status];
  const all = await store.listFindings({
    ...(wanted !== undefined && { status: wanted }),
    ...(side !== undefined && { side }),
    ...(item !== undefined && { item: itemKey(item) }),
    limit: 1000,
  });
  const found = all.filter(({ finding }) => kind === undefined || finding.kind === kind);
  answer(
    found.length === 0 ? ['Nothing that a person must see.'] : found.flatMap(linesOf),
    found.map((one) => ({ ...one, status: statusOf(one) })),
  );
  return 0;
}

async function decide(
  { answer }: CommandContext,
  store: PostgresStore,
  status: FindingStatus,
  ids: readonly string[],
): Promise<number> {
  const chosen: StoredFinding[] = [];
  for (const id of ids) {
    const found = await store.listFindings({ digest: id, limit: 2 });
    const [one] = found;
    if (one === undefined || found.length > 1)
      throw new Error(`findings: ${found.length === 0 ? 'no' : 'more than one'} finding begins with ${id}`);
    chosen.push(one);
  }
  await store.decideFindings(chosen.map(({ digest }) => ({ digest, status })));
  answer(
    chosen.map(({ digest, finding }) => `${status}  ${digest.slice(0, shownDigits)}  ${finding.message}`),
    chosen.map(({ digest }) => ({ digest, status })),
  );
  return 0;
}

function itemKey(text: string): { readonly collection: string; readonly id: string } {
  const [, collection, id] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  if (collection === undefined || id === undefined)
    throw new Error(`--item: expected <collection>/<id>, got ${text}`);
  return { collection, id };
}

function linesOf(one: StoredFinding): string[] {
  const { finding, digest, openedAt } = one;
  const where =
    finding.item === null ? (finding.side ?? '') : `${finding.item.collection}/${finding.item.id}`;
  return [
    `${digest.slice(0, shownDigits)}  ${statusOf(one).padEnd(9)}  ${finding.kind}  ${where}  ${openedAt.toISOString()}`,
    `            ${finding.message}`,
  ];
}
