import type { CallOptions } from '../api.ts';
import type { Condition } from './condition.ts';

/** Which rows of a list. */
export interface Selection {
  /**
   * Conditions that must all hold. Columns are named as Mautic names them: properties (`dateModified`) and
   * aliases of custom fields; for companies the columns of the table (`date_modified`).
   */
  where?: readonly Condition[] | undefined;
  /** The search of the web page, e.g. `email:ada@example.com`, `!is:anonymous`. Its words follow the server's language. */
  search?: string | undefined;
  /** True: published rows, false: the others. @default both */
  published?: boolean | undefined;
}

/** Options of `list`. */
export interface ListOptions extends Selection, CallOptions {
  /** Rows a page: 1 to 5000. @default 100 */
  perPage?: number | undefined;
  /** `next` of a page of an earlier list: goes on behind it. @default the start */
  after?: string | undefined;
}
