import { expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { createFaults } from './faults.ts';
import { createOperator } from './operator.ts';
import { createOutages } from './outages.ts';
import { testWorld } from './test-world.ts';

it.each([
  { kind: 'is denied while the stream denies all it has', wait: 0, isDenied: true },
  { kind: 'is not denied behind that', wait: 60_000, isDenied: false },
])('what a backup brings back $kind', async ({ wait, isDenied }) => {
  const { world, log, make, pass, now } = testWorld();
  const { systems, desk } = world.inside;
  const random = createRandom('test');
  const denied: string[] = [];
  const operator = createOperator({
    random: {
      ...random,
      pick: (from) => from.find((one) => JSON.stringify(one).includes('b.contacts')) ?? random.pick(from),
    },
    faults: createFaults({ random, log, intensity: 0, only: { 'vanished-stream': 1, 'backup-restored': 1 } }),
    outages: createOutages(now),
    journal: desk.journal,
    tables: systems.tables,
    isOver: () => false,
    onDenied: (_, row) => denied.push(row.id),
    onRestored: () => undefined,
  });
  const back = make('b.contacts', { firstname: 'back' });
  await operator({
    name: 'test',
    // oxlint-disable-next-line typescript/require-await -- an actor's step answers with a promise
    step: async (label, execute) => {
      if (label === 'vanish') systems.remove('b.contacts', back, 'person');
      if (label === 'put back') pass(wait);
      return execute();
    },
    sleep: async () => undefined,
  });
  expect(systems.tables['b.contacts'].get(back)?.live).toBe(true);
  expect(denied).toEqual(isDenied ? [back] : []);
});
