import { describe, expect, it } from 'vitest';
import { onceOnly } from './commands.ts';
import { created, edited, evidenceOf, makes, mapping, model, place, type History } from './history.ts';

const [x, r] = [place('hub', 'x'), place('a.clients', 'r')];

const sends = (effective = true) =>
  ({
    kind: 'commanded',
    place: r,
    thing: 'thing-1',
    command: 'send',
    idempotencyKey: 'k',
    effective,
  }) as const;

const asks = edited(x, 'thing-1', 'status', 'sent', 'draft');

const messages = (history: History): readonly string[] =>
  onceOnly(evidenceOf(history)).map(({ message }) => message);

describe('once only', () => {
  it('accepts one effect for each time that somebody asked', () => {
    expect(messages({ steps: [asks, sends()] })).toEqual([]);
    expect(messages({ steps: [asks, sends(), sends(false)] })).toEqual([]);
    expect(messages({ steps: [asks, sends(), asks, sends()] })).toEqual([]);
  });

  it('refuses a command that took effect twice, or that nobody asked for', () => {
    expect(messages({ steps: [asks, sends(), sends()] })).toEqual([
      expect.stringContaining('took effect 2 times'),
    ]);
    expect(messages({ steps: [sends()] })).toHaveLength(1);
    const back = edited(x, 'thing-1', 'status', 'draft', 'sent');
    expect(messages({ steps: [back, sends()] })).toHaveLength(1);
  });

  it('accepts a second effect where a backup that was put back has undone the first', () => {
    const undone = edited(r, 'thing-1', 'status', 'draft', 'sent');
    expect(messages({ steps: [asks, sends(), undone, sends()] })).toEqual([]);
    const behind = edited(r, 'thing-1', 'status', 'draft', 'cancelled');
    expect(messages({ steps: [asks, sends(), behind, sends()] })).toEqual([]);
    const cancelled = edited(r, 'thing-1', 'status', 'cancelled', 'sent');
    expect(messages({ steps: [asks, sends(), cancelled, sends()] })).toHaveLength(1);
  });

  it('refuses a second create that moves money, unless the first was removed', () => {
    const { capabilities } = mapping('a.clients');
    const pays = model({}, [mapping('a.clients', { capabilities: { ...capabilities, movesMoney: true } })]);
    const [first, second] = [makes(r, 'thing-1', {}), makes(place('a.clients', 's'), 'thing-1', {})];
    const born = created(x, 'thing-1', {});
    expect(messages({ model: pays, steps: [born, first] })).toEqual([]);
    expect(messages({ model: pays, steps: [born, first, second] })).toEqual([
      expect.stringContaining('moved money 2 times'),
    ]);
    const removed = { kind: 'removed', by: 'person', place: r, thing: 'thing-1' } as const;
    expect(messages({ model: pays, steps: [born, first, removed, second] })).toEqual([]);
    expect(messages({ steps: [born, first, second] })).toEqual([]);
  });
});
