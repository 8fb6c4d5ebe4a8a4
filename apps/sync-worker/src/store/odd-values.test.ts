import { finding, type FieldValue } from '@unified-sync/sync-engine';
import {
  client,
  commitItem,
  effect,
  link,
} from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores } from './testing/test-store.ts';

const { create } = useTestStores();

/** What PostgreSQL's text and `jsonb` refuse, what JSON escapes, and what is longer than an index holds. */
const odd: Readonly<Record<string, FieldValue>> = {
  nul: 'before\0after',
  half: 'half \uD83D of a pair',
  lines: 'one\ntwo\r\n\tthree',
  quotes: `"double" 'single' \\back {brace} ,`,
  umlauts: 'Zürich, Łódź, 東京, 🧾',
  long: 'x'.repeat(20_000),
  noise: Array.from({ length: 20_000 }, (_, index) => ((index * 7919) % 36).toString(36)).join(''),
  empty: '',
  nested: { list: [null, false, 0, '', { deep: '\0' }] },
  tiny: 5e-324,
  huge: Number.MAX_SAFE_INTEGER,
};
const fields = Object.fromEntries(
  Object.entries(odd).map(([name, value]) => [name, { wanted: value, read: null, others: { hub: value } }]),
);

it('keeps every value of links and effects exactly', async () => {
  const { store } = await create();
  const kept = link('r1', {
    base: Object.fromEntries(
      Object.entries(odd).map(([name, value]) => [name, { hub: value, remote: null }]),
    ),
    lost: odd,
    written: { name: { side: 'hub', value: odd['nul'] ?? null, times: 2 } },
    claims: Object.values(odd).map((value) => JSON.stringify(value)),
  });
  const command = { name: 'mark_sent', expects: odd };
  const sent = effect('e', { fields, command, state: 'sending', sentAt: 1_800_000_000_000 });
  await commitItem(store, client('a'), { links: [kept], effects: [sent] });
  const [state] = await store.load([client('a')]);
  expect(state?.links).toEqual([kept]);
  expect(state?.effects).toEqual([sent]);
  const claims = [JSON.stringify(odd['noise'])];
  expect(await store.linksWithClaims('clients', claims)).toEqual([{ item: client('a'), link: kept }]);
});

it.each([...Object.entries(odd), ['null', null], ['nothing', undefined]])(
  'keeps the lost value of a finding, and the value of a past entry: %s',
  async (_, value) => {
    const { store } = await create();
    const about = {
      kind: 'conflict',
      item: client('a'),
      side: 'hub',
      field: 'name',
      message: 'lost',
    } as const;
    const lost = finding({ ...about, lost: value });
    await commitItem(store, client('a'), {
      findings: [lost],
      history: [{ what: 'lost', field: 'name', value, side: 'hub' }],
    });
    expect((await store.listFindings())[0]?.finding).toStrictEqual(lost);
    expect((await store.history(client('a')))[0]?.value).toStrictEqual(value);
    await commitItem(store, client('a'), { resolved: [lost.key] });
    expect(await store.openFindings([client('a')])).toEqual([]);
  },
);

it('keeps a finding whose message cannot be stored as it is', async () => {
  const { store } = await create();
  await store.report([
    finding({ kind: 'quarantined', item: null, side: 'hub', field: null, lost: undefined, message: 'a\0b' }),
  ]);
  expect((await store.listFindings())[0]?.finding.message).toBe('a\u2400b');
});
