import { describe, expect, it } from 'vitest';
import { agreement } from './agreement.ts';
import { created, edited, evidenceOf, linkTo, place, record, type History } from './history.ts';
import { keptEdits } from './kept-edits.ts';
import { resolveReferences } from './resolve-references.ts';

const [x, y, r, s] = [place('hub', 'x'), place('hub', 'y'), place('a.clients', 'r'), place('a.clients', 's')];

/** Item x refers to y, and its record r to `remote`; s is y's record. */
const refers = (remote: string, steps: NonNullable<History['steps']> = []): History => ({
  links: { x: [linkTo('a.clients', 'r', { owner: { hub: 'y', remote } })] },
  records: [record(x, 'thing-1', { owner: 'y' }), record(r, 'thing-1', { owner: remote })],
  steps: [
    created(x, 'thing-1', { owner: 'y' }),
    created(y, 'thing-2', {}),
    created(s, 'thing-2', {}),
    created(r, 'thing-1', {}),
    ...steps,
  ],
});

const agree = (history: History): readonly string[] =>
  agreement(resolveReferences(evidenceOf(history))).map(({ message }) => message);

describe('references', () => {
  it('are equal where they name one thing, whatever its ids', () => {
    expect(agree(refers('s'))).toEqual([]);
    expect(agree(refers('r'))).toEqual([expect.stringContaining('not equivalent')]);
    expect(agree(refers('nobody'))).toEqual([expect.stringContaining('not equivalent')]);
  });

  it('may differ while the item waits for the record that one of them names', () => {
    const wait = { kind: 'item', item: { collection: 'clients', id: 'y' }, stream: 'a.clients' } as const;
    expect(agree({ ...refers('r'), waits: { x: [wait] } })).toEqual([]);
    const other = { kind: 'record', stream: 'a.clients', remoteId: 'o' } as const;
    expect(agree({ ...refers('r'), waits: { x: [other] } })).toHaveLength(1);
  });

  it('follow a record that was renamed', () => {
    const renamed = { kind: 'renamed', place: s, thing: 'thing-2', to: 's2' } as const;
    expect(agree(refers('s2', [renamed]))).toEqual([]);
    expect(agree(refers('s2'))).toHaveLength(1);
  });

  it('name one thing where two were merged', () => {
    const other = place('a.clients', 'o');
    const steps = [
      created(other, 'thing-3', {}),
      { kind: 'merged', place: other, thing: 'thing-3', into: s, intoThing: 'thing-2' } as const,
    ];
    expect(agree(refers('o', steps))).toEqual([]);
  });

  it('mean what an id named then, not what it names now', () => {
    const again = created(s, 'thing-4', {});
    const before = edited(r, 'thing-1', 'owner', 's', null);
    const evidence = resolveReferences(evidenceOf(refers('s', [before, again])));
    expect(evidence.events.find(({ kind }) => kind === 'edited')).toMatchObject({ value: '@thing-2' });
    expect(evidence.records.find(({ side }) => side === 'a.clients')?.values).toEqual({ owner: '@thing-4' });
  });

  it('are what the engine agreed on, too: an edit back to that is no change', () => {
    const commit = {
      port: 'store',
      method: 'commit',
      args: [
        [
          {
            key: { collection: 'clients', id: 'x' },
            links: [linkTo('a.clients', 'r', { owner: { hub: 'y', remote: 's' } })],
            effects: [],
          },
        ],
      ],
      result: [{ kind: 'committed' }],
    };
    const away = edited(x, 'thing-1', 'owner', 'x', 'y');
    const back = edited(x, 'thing-1', 'owner', 'y', 'x');
    const kept = (steps: NonNullable<History['steps']>) =>
      keptEdits(
        resolveReferences(
          evidenceOf({ ...refers('s', steps), records: [record(x, 'thing-1', { owner: 'x' })] }),
        ),
      ).map(({ message }) => message);
    expect(kept([commit, away, back])).toEqual([]);
    expect(kept([away, back])).toEqual([expect.stringContaining('value "@thing-2"')]);
  });

  it('keep an edit that the other side shows under its own id', () => {
    const evidence = evidenceOf({
      ...refers('s', [edited(x, 'thing-1', 'owner', 'y', null)]),
      records: [record(r, 'thing-1', { owner: 's' })],
    });
    expect(keptEdits(resolveReferences(evidence))).toEqual([]);
    expect(keptEdits(evidence)).not.toEqual([]);
  });
});
