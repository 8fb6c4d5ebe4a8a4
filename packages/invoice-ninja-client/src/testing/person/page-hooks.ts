import type { EntityName } from '../records/entity-data.ts';
import type { Random } from '../store/random.ts';
import type { Tables } from '../store/tables.ts';
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

/** What happens between the pages of a list. */
export interface PageHooks {
  readonly onPage: (hook: PageHook) => () => void;
  readonly driftPages: (options: PageDriftOptions) => () => void;
  readonly afterPage: PageHook;
}

/** What the hooks need. */
export interface PageHooksOptions {
  readonly person: Person;
  readonly random: Random;
  readonly tables: Tables;
  readonly companyKey: number;
}

export function createPageHooks({ person, random, tables, companyKey }: PageHooksOptions): PageHooks {
  const hooks = new Set<PageHook>();
  const onPage: PageHooks['onPage'] = (hook) => {
    hooks.add(hook);
    return () => hooks.delete(hook);
  };
  return {
    onPage,
    afterPage(entity, page) {
      for (const hook of hooks) hook(entity, page);
    },
    driftPages({ entity, editsPerPage = 1, values = (edit) => ({ private_notes: `edited ${edit}` }) }) {
      let edits = 0;
      return onPage((listed) => {
        const live = tables[entity].ofCompany(companyKey).filter(({ isDeleted }) => !isDeleted);
        if (listed !== entity || live.length === 0) return;
        for (let count = 0; count < editsPerPage; count += 1) {
          const row = live[Math.floor(random() * live.length)];
          if (row !== undefined) person.edit(entity, row.id, values((edits += 1)));
        }
      });
    },
  };
}
