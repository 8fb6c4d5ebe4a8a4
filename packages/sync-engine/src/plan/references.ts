/** Resolves references through links: the ids that the sides use for the same thing. */
export interface References {
  /** Hub item that a record of the stream is, or was when it was deleted, linked to. */
  toHub(stream: string, remoteId: string): string | undefined;
  /** Remote id that an item has in the stream now: what a write may name. */
  toRemote(stream: string, collection: string, itemId: string): string | undefined;
  /** Whether both ids name the same thing, deleted or not. */
  areLinked(stream: string, collection: string, itemId: string, remoteId: string): boolean;
}

/** Where no links are at hand: no two references are the same. */
export const noReferences: References = {
  toHub: () => undefined,
  toRemote: () => undefined,
  areLinked: () => false,
};
