import type { EntityName } from '../records/entity-data.ts';
import type { Random } from '../store/random.ts';
import type { EditableEntity, Person } from './person.ts';

/** Called after a page of a list was answered, before anybody can ask for the next one. */
export type PageHook = (entity: EntityName, page: number) => void;

/** Who edits what while somebody lists it. */
export interface PageDriftOptions {
  entity: EditableEntity;
  /** Records that are edited after each page. @default 1 */
  editsPerPage?: number;
  /** What each edit changes. @default `{ private_notes: 'edited …' }` */
  values?: (edit: number) => Readonly<Record<string, unknown>>;
}

/** What the drift needs. */
export interface PageDriftSources {
  readonly person: Person;
  readonly random: Random;
  /** Ids of the records that are not deleted. */
  readonly idsOf: (entity: EntityName) => readonly string[];
}

/** Makes a hook that edits records at random while they are listed: their `updated_at` moves. */
export function pageDrift({ person, random, idsOf }: PageDriftSources, options: PageDriftOptions): PageHook {
  const { entity, editsPerPage = 1, values = (edit) => ({ private_notes: `edited ${edit}` }) } = options;
  let edits = 0;
  return (listed) => {
    if (listed !== entity) return;
    const ids = idsOf(entity);
    for (let count = 0; count < editsPerPage && ids.length > 0; count += 1) {
      const id = ids[Math.floor(random() * ids.length)];
      if (id !== undefined) person.edit(entity, id, values((edits += 1)));
    }
  };
}
