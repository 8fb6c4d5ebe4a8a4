/** The largest page that the provider gives (`BaseController::resolveQueryLimit`). */
export const largestPage = 5000;

/** One page as the provider takes it: rows `(page - 1) * per_page` up to `page * per_page`. */
export interface Window {
  page: number;
  per_page: number;
}

/**
 * Chooses the page that shows the most new rows after the first `read` ones, and a few known rows before
 * them. The known rows prove that no row has slipped through between two requests. Since a page can only
 * start at a multiple of its size, the size varies a little.
 *
 * @param read Rows known so far, from the start of the list.
 * @param perPage New rows wanted, 1 to 5000.
 */
export function nextWindow(read: number, perPage: number): Window {
  if (read === 0) return { page: 1, per_page: perPage };
  const overlap = Math.ceil(perPage / 20);
  const largest = Math.min(largestPage, perPage + overlap + 8);
  let best = { size: read + perPage, gain: 0 };
  for (let size = Math.ceil(perPage / 2); size <= largest; size += 1) {
    const gain = size - overlap - (Math.max(0, read - overlap) % size);
    if (gain > best.gain) best = { size, gain };
  }
  return { page: Math.floor(Math.max(0, read - overlap) / best.size) + 1, per_page: best.size };
}
