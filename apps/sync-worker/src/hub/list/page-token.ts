import { z } from 'zod';

const token = z.object({
  /** Names the snapshot of this listing, where this process still has it. */
  listing: z.string(),
  /** Instant that the listing begins at; `null`: everything. */
  since: z.string().nullable(),
  /** What the last page gives as its cursor. */
  cursor: z.string().nullable(),
  /** The last item of the page before. */
  after: z.object({ stamp: z.string(), id: z.string() }).nullable(),
});

/** Where the next page of a listing starts, with all that is needed to go on in another process. */
export type PageToken = z.infer<typeof token>;

export const pageTokenText = (page: PageToken): string => JSON.stringify(page);

/** @throws {TypeError} for text that is no token of this version. */
export function parsePageToken(text: string): PageToken {
  try {
    return token.parse(JSON.parse(text));
  } catch (error) {
    throw new TypeError(
      'page: expected the token of a page of a hub listing, got other text. Reset the checkpoint.',
      { cause: error },
    );
  }
}
