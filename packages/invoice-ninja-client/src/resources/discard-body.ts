/** Lets go of an answer that nobody reads. Not awaited: while a copy of the answer is open, it does not end. */
export function discardBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
