import { paginate, type Paginated } from '@unified-sync/http-client';

/** A page of a list that names the next one by a token. */
export interface TokenPage<Row> {
  rows: Row[];
  next_page_token?: string | undefined;
}

/** Lists what comes with a `next_page_token`: accounting and departments. */
export function listByToken<Row>(
  read: (pageToken: string | undefined) => Promise<TokenPage<Row>>,
  after?: string,
): Paginated<Row> {
  return paginate(async (cursor) => {
    const { rows, next_page_token } = await read(cursor);
    return { items: rows, next: next_page_token === '' ? undefined : next_page_token };
  }, after);
}

/** A list that comes in one piece, in the shape of all others. */
export const listAtOnce = <Row>(read: () => Promise<Row[]>): Paginated<Row> =>
  paginate(async () => ({ items: await read(), next: undefined }));
