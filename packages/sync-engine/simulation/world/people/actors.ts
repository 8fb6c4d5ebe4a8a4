import type { Random } from '../../random.ts';
import type { Actor } from '../../scheduler.ts';
import type { Act, Save } from './act.ts';
import { createActs } from './create-acts.ts';
import type { Desk } from './desk.ts';
import { existenceActs } from './existence-acts.ts';
import { fieldActs } from './field-acts.ts';
import { invoiceActs } from './invoice-acts.ts';

export const acts: readonly Act[] = [...fieldActs, ...createActs, ...existenceActs, ...invoiceActs];

export interface Person {
  readonly name: string;
  readonly body: (actor: Actor) => Promise<void>;
}

/** People who each do some acts, with pauses, and then go home. `isOver` tells them to leave early. */
export function createPeople(desk: Desk, random: Random, isOver: () => boolean): readonly Person[] {
  const count = random.int(1, 4);
  const haste = random.pick([300, 2_000, 10_000]);
  return Array.from({ length: count }, (_, index) => {
    const own = random.fork(`person-${index}`);
    const actsToDo = own.int(2, 16);
    return {
      name: `person-${index}`,
      async body(actor: Actor): Promise<void> {
        for (let done = 0; done < actsToDo; done++) {
          await actor.sleep(own.int(0, haste));
          const opened = await actor.step('open a form', () => (isOver() ? undefined : open(desk, own)));
          if (opened === undefined) continue;
          const { act, save } = opened;
          // A form stays open for a while, now and then for long.
          await actor.sleep(own.int(0, own.chance(0.8) ? 500 : 20_000));
          await actor.step(`save ${act.name}`, () => {
            if (!isOver() && save()) desk.note(act.name);
          });
        }
      },
    };
  });
}

/** Opens some form that there is something to do with. */
function open(desk: Desk, random: Random): { readonly act: Act; readonly save: Save } | undefined {
  for (let tries = 0; tries < 4; tries++) {
    const act = pickAct(random);
    const save = act.open(desk);
    if (save !== undefined) return { act, save };
  }
  return undefined;
}

const total = acts.reduce((sum, { weight }) => sum + weight, 0);

function pickAct(random: Random): Act {
  let left = random.next() * total;
  for (const act of acts) {
    left -= act.weight;
    if (left < 0) return act;
  }
  return random.pick(acts);
}
