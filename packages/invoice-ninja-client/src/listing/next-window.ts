/** The largest page that the provider gives (`BaseController::resolveQueryLimit`). */
export const largestPage = 5000;

/** One page as the provider takes it: rows `(page - 1) * per_page` up to `page * per_page`. */
export interface Window {
  page: number;
  per_page: number;
}

export interface WindowOptions {
  /** Rows known so far, from the start of the list. */
  read: number;
  /** New rows wanted, 1 to 5000. */
  perPage: number;
  /** Known rows wanted at least. */
  overlap: number;
  /** The largest page that the server gives. */
  limit: number;
}

/**
 * Chooses the page that shows the most new rows after the first `read` ones, and a few known rows before
 * them. The known rows prove that no row has slipped through between two requests. Since a page can only
 * start at a multiple of its size, the size varies a little.
 */
export function nextWindow({ read, perPage, overlap, limit }: WindowOptions): Window {
  if (read === 0) return { page: 1, per_page: perPage };
  const largest = Math.min(limit, perPage + overlap + 8);
  let best = { size: Math.min(limit, read + perPage), gain: 0 };
  for (let size = Math.ceil(perPage / 2); size <= largest; size += 1) {
    const gain = size - overlap - (Math.max(0, read - overlap) % size);
    if (gain > best.gain) best = { size, gain };
  }
  return { page: Math.floor(Math.max(0, read - overlap) / best.size) + 1, per_page: best.size };
}
