import { describe, expect, it } from 'vitest';
import { createThings } from './evidence.ts';
import { created, edited, evidenceOf, looked, place, type History } from './history.ts';
import type { Edit } from './lineage.ts';
import { createLineage } from './lineage.ts';
import {
  claimedValues,
  isClaimed,
  isUndoing,
  isUndoingElement,
  isUponUnanswered,
  unansweredWrites,
} from './unanswered-writes.ts';

const [x, r] = [place('hub', 'x'), place('a.clients', 'r')];
const born = created(x, 'thing-1', {});

const wrote = (field: string, over: string | readonly string[], stored: string | readonly string[]) =>
  ({
    kind: 'written',
    place: r,
    thing: 'thing-1',
    cas: false,
    fields: { [field]: { wanted: stored, read: over, over, stored } },
  }) as const;

const closes = (state: string, actor = 'w', kind = 'committed', at = r) => ({
  port: 'store',
  method: 'commit',
  args: [
    [
      {
        key: { collection: 'clients', id: 'x' },
        links: [],
        effects: [{ id: 'e', side: at.side, remoteId: at.record, part: at.part, state }],
      },
    ],
  ],
  result: [{ kind }],
  actor,
});

const tags = (value: readonly string[], over: readonly string[]) =>
  ({ kind: 'edited', place: r, thing: 'thing-1', field: 'tags', value, parent: over, over }) as const;

/** Whether the last edit of a history is excused. */
function judge(excuse: typeof isUndoing, ...steps: NonNullable<History['steps']>): boolean {
  const evidence = evidenceOf({ steps: [born, ...steps] });
  const edit: Edit | undefined = createLineage(evidence.events).edits.at(-1);
  return edit !== undefined && excuse(unansweredWrites(evidence, createThings(evidence.events)), edit);
}

describe('a write whose answer was lost', () => {
  const upon = edited(r, 'thing-1', 'name', 'C', 'B');

  it('was one if another worker closed it, or the same one after it had looked', () => {
    const write = wrote('name', 'A', 'B');
    expect(judge(isUponUnanswered, write, upon, closes('done', 'v'))).toBe(true);
    expect(judge(isUponUnanswered, write, upon, looked('a.clients', ['r']), closes('done'))).toBe(true);
    expect(judge(isUponUnanswered, write, upon, closes('done'))).toBe(false);
    expect(judge(isUponUnanswered, write, upon, closes('abandoned'))).toBe(true);
  });

  it('was one if the worker that had heard the answer was fenced, until another one looked', () => {
    const write = wrote('name', 'A', 'B');
    const fenced = closes('done', 'w', 'fenced');
    expect(judge(isUponUnanswered, write, fenced, upon, closes('done', 'v'))).toBe(true);
    expect(judge(isUponUnanswered, write, closes('done'), upon, closes('done', 'v'))).toBe(false);
    expect(judge(isUponUnanswered, write, fenced, closes('done', 'v'), upon)).toBe(false);
  });

  it('excuses an edit of what it had brought, made before the engine looked', () => {
    const write = wrote('name', 'A', 'B');
    expect(judge(isUponUnanswered, write, closes('done', 'v'), upon)).toBe(false);
    expect(judge(isUponUnanswered, upon, write, closes('done', 'v'))).toBe(false);
    const further = edited(r, 'thing-1', 'name', 'D', 'C');
    expect(judge(isUponUnanswered, write, upon, further, closes('done', 'v'))).toBe(true);
  });

  it('excuses an edit that put back what it had replaced, if it was then taken for one without effect', () => {
    const write = wrote('name', 'A', 'B');
    const back = edited(r, 'thing-1', 'name', 'A', 'B');
    expect(judge(isUndoing, write, back, closes('abandoned', 'v'))).toBe(true);
    expect(judge(isUndoing, write, back, closes('done', 'v'))).toBe(false);
    expect(judge(isUndoing, write, upon, closes('abandoned', 'v'))).toBe(false);
  });

  const takesOut = (value: string) => (writes: Parameters<typeof isUndoing>[0], edit: Edit) =>
    isUndoingElement(writes, edit, { value, what: 'removed' });
  const putsIn = (value: string) => (writes: Parameters<typeof isUndoing>[0], edit: Edit) =>
    isUndoingElement(writes, edit, { value, what: 'added' });

  it('excuses that a member which it had brought was taken out again, and no other (seed 513)', () => {
    const write = wrote('tags', ['1'], ['1', '2']);
    const both = tags([], ['1', '2']);
    expect(judge(takesOut('2'), write, both, closes('done', 'v'))).toBe(true);
    expect(judge(takesOut('2'), write, both, closes('abandoned', 'v'))).toBe(true);
    expect(judge(takesOut('1'), write, both, closes('abandoned', 'v'))).toBe(false);
    expect(judge(takesOut('2'), write, both, closes('done'))).toBe(false);
    expect(judge(takesOut('2'), write, closes('done', 'v'), both)).toBe(false);
  });

  it('excuses it on what a merge left, which the item of the merged record is linked to now, and nowhere else (seed 104720)', () => {
    const merged = {
      kind: 'merged',
      place: place('a.clients', 'l'),
      thing: 'thing-1',
      into: r,
      intoThing: 'thing-2',
    } as const;
    const write = { ...wrote('tags', ['1'], ['2']), thing: 'thing-2' };
    const out = { ...tags([], ['2']), thing: 'thing-2' };
    const closed = (at = r) => closes('abandoned', 'v', 'committed', at);
    expect(judge(takesOut('2'), merged, write, out, closed())).toBe(true);
    expect(judge(takesOut('2'), write, out, closed())).toBe(false);
    expect(judge(takesOut('2'), merged, write, closed(), out)).toBe(false);
    expect(judge(takesOut('2'), merged, write, out, closed(place('a.clients', 's')))).toBe(false);
    expect(judge(takesOut('2'), merged, write, out, closed(place('a.clients', 'r', 'p')))).toBe(false);
    expect(judge(takesOut('2'), merged, write, out, closed(place('b.clients', 'r')))).toBe(false);
  });

  it('excuses that a member which it had taken out was put back, if it was then taken for one without effect (seed 190)', () => {
    const write = wrote('tags', ['1', '2'], ['2']);
    const back = tags(['1', '3'], ['2']);
    expect(judge(putsIn('1'), write, back, closes('abandoned', 'v'))).toBe(true);
    expect(judge(putsIn('1'), write, back, closes('done', 'v'))).toBe(false);
    expect(judge(putsIn('3'), write, back, closes('abandoned', 'v'))).toBe(false);
    expect(judge(putsIn('1'), write, closes('abandoned', 'v'), back)).toBe(false);
  });
});

describe('a write whose record was not there to be read', () => {
  const commit = (state: string) => ({
    port: 'store',
    method: 'commit',
    args: [
      [
        {
          key: { collection: 'clients', id: 'x' },
          links: [],
          effects: [{ id: 'e', side: 'a.clients', remoteId: 'r', state, fields: { name: { wanted: 'B' } } }],
        },
      ],
    ],
    result: [{ kind: 'committed' }],
  });
  const look = (kind: 'present' | 'absent') => ({
    port: 'a.clients',
    method: 'look',
    args: [['r']],
    result: [{ kind }],
  });
  const edit = edited(r, 'thing-1', 'name', 'B', 'A');
  const isExcused = (...steps: NonNullable<History['steps']>): boolean => {
    const evidence = evidenceOf({ steps: [born, commit('sending'), ...steps] });
    const last = createLineage(evidence.events).edits.at(-1);
    return last !== undefined && isClaimed(claimedValues(evidence, createThings(evidence.events)), last);
  };

  it('may be what a record shows that is back, until somebody has looked (seed 43302)', () => {
    expect(isExcused(look('absent'), commit('abandoned'), edit, look('present'))).toBe(true);
    expect(isExcused(look('absent'), commit('abandoned'), look('present'), edit)).toBe(false);
    expect(isExcused(look('present'), commit('abandoned'), edit, look('present'))).toBe(false);
  });
});
