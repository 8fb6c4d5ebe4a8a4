import { expect, it } from 'vitest';
import { finding } from '../../src/index.ts';
import { agreement } from './agreement.ts';
import { edited, evidenceOf, linkTo, looked, place, record, type History } from './history.ts';
import { fullReconcile } from './full-reconcile.ts';
import { idleReconcile } from './idle.ts';

const r = place('a.clients', 'r');
const changed = edited(r, 'thing-1', 'name', 'B', 'A');
const rest = { kind: 'note', note: fullReconcile } as const;
const listed = (ids: readonly string[], poison: readonly (string | null)[]) => ({
  port: 'a.clients',
  method: 'list',
  args: [{}],
  result: { records: ids.map((id) => ({ id })), poison: poison.map((id) => ({ id, cause: 'not a record' })) },
});
const loaded = { port: 'store', method: 'load', args: [[{ collection: 'clients', id: 'x' }]], result: [] };
const written = {
  port: 'hub:clients',
  method: 'write',
  args: [[{ kind: 'update', part: '', record: { id: 'x' } }]],
  result: [],
};
const told = finding({
  kind: 'quarantined',
  item: null,
  side: 'a.clients',
  field: null,
  lost: 'row',
  message: '',
});

const broken = (steps: History['steps'], findings: History['findings'] = [told]): number => {
  const evidence = evidenceOf({
    links: { x: [linkTo('a.clients', 'r', { name: { hub: 'A', remote: 'A' } })] },
    records: [record(place('hub', 'x'), 'thing-1', { name: 'A' }), record(r, 'thing-1', { name: 'B' })],
    findings,
    // What it comes to in the end is written to both sides.
    steps: [...(steps ?? []), rest, written, edited(r, 'thing-1', 'name', 'C', 'B')],
  });
  return agreement(evidence).length + idleReconcile(evidence).length;
};

it('excuses what was only ever shown as a row that nobody could read, without its id (seed 46403)', () => {
  expect(broken([changed, listed(['s'], [null])])).toBe(0);
  // Somebody looked at the record for another of its parts (seed 70017).
  expect(broken([changed, listed(['s'], [null]), looked('a.clients', ['r'])])).toBe(0);
});

it.each([
  { what: 'no finding tells of it', steps: [changed, listed([], [null])], findings: [] },
  { what: 'the row said whose it was', steps: [changed, listed([], ['r'])] },
  { what: 'it was shown before the change', steps: [listed([], [null]), changed] },
  { what: 'a listing showed the record', steps: [changed, listed([], [null]), listed(['r'], [])] },
  { what: 'its item was loaded since', steps: [changed, listed([], [null]), loaded] },
])('excuses nothing where $what', ({ steps, findings }) => {
  expect(broken(steps, findings)).toBe(2);
});
