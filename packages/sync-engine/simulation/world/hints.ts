import type { Hint } from '../../src/index.ts';
import type { Faults } from './faults.ts';
import { isHub, sideOf } from './tables.ts';
import type { TableName } from './tables.ts';

/** Webhooks and hub hooks: every change is told, unless it is lost on the way. */
export interface Hints {
  readonly changed: (table: TableName, id: string) => void;
  /** All that arrived since the last call. */
  take(): readonly Hint[];
  /** Lets everything that was held back arrive, in order. */
  release(): void;
}

/** Milliseconds that a delayed hint is late at most. */
const longestDelay = 60_000;

export function createHints(options: { readonly faults: Faults; readonly now: () => number }): Hints {
  const { faults, now } = options;
  const { random } = faults;
  let onTheWay: { readonly hint: Hint; readonly at: number }[] = [];

  function send(hint: Hint): void {
    const about = `${hint.side}/${hint.record}`;
    const late = faults.hits('delayed-hint', about) ? random.int(0, longestDelay) : 0;
    onTheWay.push({ hint, at: now() + late });
  }

  return {
    changed(table, id) {
      const hint = { side: sideOf(table), record: isHub(table) ? `${table}/${id}` : id };
      const about = `${hint.side}/${hint.record}`;
      if (faults.hits('dropped-hint', about)) return;
      send(hint);
      if (faults.hits('duplicated-hint', about)) send(hint);
      if (faults.hits('forged-hint', about)) send({ ...hint, record: `${hint.record}0` });
    },
    take() {
      const arrived = onTheWay.filter(({ at }) => at <= now()).map(({ hint }) => hint);
      onTheWay = onTheWay.filter(({ at }) => at > now());
      return arrived.length > 1 && faults.hits('reordered-hint', String(arrived.length))
        ? random.shuffle(arrived)
        : arrived;
    },
    release() {
      onTheWay = onTheWay.map(({ hint }) => ({ hint, at: now() }));
    },
  };
}
