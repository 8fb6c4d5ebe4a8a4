import type { Mapping } from '../model.ts';
import { viewRemote } from '../plan/side-view.ts';
import { SideUnavailable } from '../ports.ts';
import type { Context } from './context.ts';
import type { RecordPartRef } from './unlinked-records.ts';

/**
 * Looks again at records (parts) that a search for what they show did not find. Where one is gone, its stream may answer
 * as if it were empty (a lost permission, an index being rebuilt), and a twin is hidden as well: nothing may be matched
 * by that search. One that is still there was edited, or is stored in a form that the search does not find.
 * @throws {SideUnavailable} where one is not there any more
 */
export async function checkStillThere(
  { ports }: Context,
  mapping: Mapping,
  unfound: readonly RecordPartRef[],
): Promise<void> {
  if (unfound.length === 0) return;
  const looks = await ports.stream(mapping.stream).look(unfound.map(({ record }) => record.id));
  for (const [at, { record, part }] of unfound.entries()) {
    const look = looks[at] ?? { kind: 'unknown', cause: 'no answer' };
    if (viewRemote(mapping, { part, createdAt: record.createdAt }, look).presence !== 'live')
      throw new SideUnavailable(
        `${mapping.stream} ${record.id}: neither a search nor a look shows it any more`,
      );
  }
}
