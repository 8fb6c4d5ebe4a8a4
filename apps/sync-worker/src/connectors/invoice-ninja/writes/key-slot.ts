import type { NinjaSettings } from '../settings.ts';

type Slots = { [Slot in NinjaSettings['keySlot']]?: string };

/** The hub's id, in the slot that is configured. */
export const keyed = ({ keySlot }: Pick<NinjaSettings, 'keySlot'>, key: string): Slots => ({
  [keySlot]: key,
});
