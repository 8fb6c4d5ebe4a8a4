/** How the bytes of a body are announced, truly or not. */
export type Framing =
  | 'length'
  | 'chunked'
  | 'chunked with a trailer'
  | 'none'
  | 'length too short'
  | 'length too long'
  | 'length twice'
  | 'length and chunked'
  | 'length that is none'
  | 'chunk size that is none'
  | 'oversize, declared'
  | 'oversize, chunked';

/** A request as it goes over the wire; texts hold one byte a character. */
export interface Call {
  readonly method: string;
  readonly target: string;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly body: Buffer;
  readonly framing: Framing;
  /** What it is made of, e.g. `body: truncated`. */
  readonly classes: readonly string[];
}

/** What is put together to a call. */
export type Parts = Omit<Call, 'framing' | 'classes'> & { readonly classes: readonly string[] };

/** Bytes of a text, as headers carry them. */
export const wireText = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
