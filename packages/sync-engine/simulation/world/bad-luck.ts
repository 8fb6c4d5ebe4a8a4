import type { Random } from '../random.ts';
import type { Actor } from '../scheduler.ts';
import { restoreBackup, takeBackup, type SystemBackup } from './backup.ts';
import type { Journal } from './journal.ts';
import { backedUpTogether } from './operator.ts';
import type { Desk } from './people/desk.ts';
import { quickEdit } from './people/field-acts.ts';
import { cloneRow, mergeIntoNew } from './people/existence-acts.ts';
import { deleteAgainstEdit } from './people/opposed-acts.ts';
import { typeWithBlanks } from './people/own-form-acts.ts';
import type { Row } from './row.ts';
import type { Tables } from './rules.ts';
import { overlap, type TableName } from './tables.ts';
import type { Timeline } from './timeline.ts';

/** Acts and faults that need a moment which hardly ever comes by itself, and is waited for. */
export const badLuckEdits = [
  'clone-of-unanswered',
  'delete-against-edit',
  'edit-of-own-form',
  'merge-into-new',
] as const;
export const badLuckFaults = ['backup-during-scan'] as const;

export interface BadLuck {
  /** A listing of this table was answered: more pages of it, or its checkpoint, are to follow. */
  readonly listed: (table: TableName) => void;
  /** A record was made, and the engine was never told. */
  readonly unanswered: (table: TableName, id: string) => void;
  readonly body: (actor: Actor) => Promise<void>;
}

export interface BadLuckOptions {
  /** Its own source of chance: seeds without bad luck play as if it did not exist. */
  readonly random: Random;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly timeline: Timeline;
  readonly now: () => number;
  /** Stamps of this table may be those of a skewed clock. */
  readonly isSkewed: (table: TableName) => boolean;
  readonly isOver: () => boolean;
  readonly onRestored: (streams: readonly TableName[]) => void;
}

/** Milliseconds after which no slow transaction can stamp a copy as older than what it is a copy of. */
const olderThanCopy = 5_100;

export function createBadLuck(options: BadLuckOptions): BadLuck {
  const { random, journal, timeline, now, isSkewed, isOver, onRestored } = options;
  const desk: Desk = { ...options.desk, random };
  const { tables } = desk.systems;
  let waiting:
    | { readonly names: readonly TableName[]; readonly backup: SystemBackup; readonly from: number }
    | undefined;

  /** Whoever is reading the streams finds a checkpoint afterwards that is not his any more. */
  function putBack(names: readonly TableName[], backup: SystemBackup): void {
    if (isOver()) return;
    journal.log.add({ kind: 'fault', fault: 'backup-during-scan', about: names.join() });
    restoreBackup(tables, journal, oldValues(tables, backup));
    onRestored(names);
  }

  // At the end of a run what is left is played before its time: a copy would be as old as its original.
  function clone(table: TableName, id: string, from: number): void {
    const row = tables[table].get(id);
    if (isOver() || now() < from || row?.live !== true || desk.twins.has(row.thing)) return;
    if (cloneRow(desk, table, id)) desk.note('clone-of-unanswered');
  }

  return {
    listed(table) {
      if (waiting?.names.includes(table) !== true || now() < waiting.from) return;
      const { names, backup } = waiting;
      waiting = undefined;
      timeline.later(random.int(1, 400), () => putBack(names, backup));
    },
    unanswered(table, id) {
      // The eldest is the original: only a clock that goes back and forth could tell otherwise.
      if ((table !== 'a.clients' && table !== 'a.invoices') || isSkewed(table)) return;
      if (!random.chance(0.7)) return;
      const wait = random.int(olderThanCopy, 20_000);
      const from = now() + wait;
      timeline.later(wait, () => clone(table, id, from));
    },
    async body(actor) {
      await actor.sleep(random.int(0, 10_000));
      const names = random.pick(backedUpTogether);
      if (random.chance(0.5)) {
        await actor.step('export', () => {
          const from = now() + random.int(overlap, 3 * overlap);
          waiting = { names, backup: takeBackup(tables, names), from };
        });
        // What nobody has touched since looks as it did.
        for (let edits = 3; edits > 0; edits--) {
          await actor.sleep(random.int(0, 3_000));
          await actor.step('edit what was exported', () => {
            if (!isOver()) quickEdit(desk, random.pick(names), null);
          });
        }
      }
      for (let acts = random.int(1, 4); acts > 0; acts--) {
        await actor.sleep(random.int(0, 8_000));
        await actor.step('edit and delete at once', () => {
          if (!isOver() && deleteAgainstEdit(desk)) desk.note('delete-against-edit');
        });
      }
      for (let acts = random.int(0, 2); acts > 0; acts--) {
        const edit = await actor.step('type blanks', () => (isOver() ? undefined : typeWithBlanks(desk)));
        await actor.sleep(random.int(2_000, 10_000));
        await actor.step('edit what is kept without them', () => {
          if (!isOver() && edit?.() === true) desk.note('edit-of-own-form');
        });
      }
      if (random.chance(0.5))
        await actor.step('merge into a new one', () => {
          if (!isOver() && mergeIntoNew(desk)) desk.note('merge-into-new');
        });
    },
  };
}

/** What is there now, with the values and stamps of the backup: nothing comes, and nothing goes. */
const oldValues = (tables: Tables, backup: SystemBackup): SystemBackup =>
  new Map(
    [...backup].map(([name, { rows }]) => {
      const now = tables[name].backup();
      const put = [...now.rows].map(([id, row]): [string, Row] => {
        const old = rows.get(id);
        const isSame = old?.thing === row.thing && old.live && row.live;
        return [id, isSame ? { ...old, parts: row.parts, key: row.key } : row];
      });
      return [name, { ...now, rows: new Map(put) }];
    }),
  );
