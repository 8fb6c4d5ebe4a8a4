/** Resolves references through links: the ids that the sides use for the same thing. */
export interface References {
  /** Hub item that a record of the stream is linked to (whole record, live). */
  toHub(stream: string, remoteId: string): string | undefined;
  /** Remote id that an item of the collection has in the stream (live link). */
  toRemote(stream: string, collection: string, itemId: string): string | undefined;
}
