import { describe, expect, it } from 'vitest';
import { finding } from '../../src/index.ts';
import { created, edited, evidenceOf, linkTo, looked, place } from './history.ts';
import { fullReconcile } from './full-reconcile.ts';
import { idleReconcile } from './idle.ts';
import { countWrites, writeBudget, writesAllowed } from './write-budget.ts';

const x = place('hub', 'x');
const rest = { kind: 'note', note: fullReconcile } as const;
const write = (requests = 1) => ({
  port: 'a.clients',
  method: 'write',
  args: [Array.from({ length: requests }, () => ({ kind: 'update', record: { id: 'r' } }))],
  result: [],
});

describe('idle reconcile', () => {
  it('refuses a write at rest, and accepts those before it and looks after it', () => {
    expect(idleReconcile(evidenceOf({ steps: [write(), rest, looked('a.clients', ['r'])] }))).toEqual([]);
    expect(idleReconcile(evidenceOf({ steps: [write(), rest, write()] }))).toEqual([
      expect.objectContaining({ invariant: 'b', message: expect.stringContaining('wrote to a.clients') }),
    ]);
  });

  it('accepts the removal of one of those many that the sweeps do not believe to be gone, and no other write', () => {
    const removal = (kind: string) => ({
      port: 'hub:clients',
      method: 'write',
      args: [[{ kind, record: { id: 'x' } }]],
      result: [],
    });
    const findings = [
      finding({
        kind: 'delete_guard',
        item: null,
        side: 'a.clients',
        field: null,
        lost: undefined,
        message: '',
      }),
    ];
    const links = { x: [linkTo('a.clients', 'r', {})] };
    const broken = (kind: string, more: object) =>
      idleReconcile(evidenceOf({ steps: [rest, removal(kind)], ...more }));
    expect(broken('remove', { links, findings })).toEqual([]);
    expect(broken('update', { links, findings })).toHaveLength(1);
    expect(broken('remove', { links })).toHaveLength(1);
    expect(broken('remove', { findings })).toHaveLength(1);
  });

  it('accepts that such a removal goes on in the other streams of the item, and in them alone', () => {
    const removal = (port: string, id: string, kind = 'remove') => ({
      port,
      method: 'write',
      args: [[{ kind, part: '', record: { id } }]],
      result: [],
    });
    const held = finding({
      kind: 'delete_guard',
      item: null,
      side: 'a.clients',
      field: null,
      lost: undefined,
      message: '',
    });
    const links = {
      x: [linkTo('a.clients', 'r', {}), linkTo('b.clients', 's', {})],
      y: [linkTo('b.clients', 't', {})],
    };
    const broken = (steps: readonly ReturnType<typeof removal>[], findings = [held]) =>
      idleReconcile(evidenceOf({ steps: [rest, ...steps], links, findings }));
    const inHub = removal('hub:clients', 'x');
    const inB = removal('b.clients', 's');
    expect(broken([inHub, inB])).toEqual([]);
    expect(broken([inHub, inB], [])).toHaveLength(2);
    expect(broken([inB])).toHaveLength(1);
    expect(broken([inB, inHub])).toHaveLength(1);
    expect(broken([inHub, removal('b.clients', 't')])).toHaveLength(1);
    expect(broken([inHub, removal('b.clients', 's', 'update')])).toHaveLength(1);
    expect(broken([inHub, removal('c.clients', 's')])).toHaveLength(1);
  });
});

describe('write budget', () => {
  it('counts requests, edits of people and providers, and faults', () => {
    const fault = { kind: 'fault', fault: '429', about: '' } as const;
    const steps = [created(x, 'thing-1', {}), edited(x, 'thing-1', 'name', 'B', 'A'), fault, write(3)];
    expect(countWrites(evidenceOf({ steps }))).toEqual({ writes: 3, edits: 2, spokes: 2, faults: 1 });
  });

  it('refuses the first write beyond what edits and faults ask for', () => {
    const edits = [edited(x, 'thing-1', 'name', 'B', 'A')];
    const allowed = writesAllowed(countWrites(evidenceOf({ steps: edits })));
    expect(writeBudget(evidenceOf({ steps: [...edits, write(allowed)] }))).toEqual([]);
    expect(writeBudget(evidenceOf({ steps: [...edits, write(allowed + 1)] }))).toHaveLength(1);
  });
});
