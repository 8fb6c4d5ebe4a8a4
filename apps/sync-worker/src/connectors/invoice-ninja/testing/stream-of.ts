import type { Side, SideRecord } from '@unified-sync/sync-engine';
import type { NinjaWorld } from './ninja-world.ts';
import type { NinjaStream } from './ninja-harness.ts';

/** The side of one stream of the world's connector. */
export function streamOf({ connector }: Pick<NinjaWorld, 'connector'>, name: NinjaStream): Side {
  const side = connector.streams[`ninja-acme.${name}`];
  if (side === undefined) throw new Error(`there is no stream ${name}`);
  return side;
}

/** A record as the side shows it now. */
export async function lookAtRecord(side: Side, id: string): Promise<SideRecord> {
  const [look] = await side.look([id]);
  if (look?.kind !== 'present') throw new Error(`${id} is ${look?.kind ?? 'not looked at'}`);
  return look.record;
}
