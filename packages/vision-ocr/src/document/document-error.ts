/** Why a file could not be read. Switch on this; message text may change at any time. */
export type DocumentErrorCode =
  | 'empty'
  | 'unknown_type'
  | 'unsupported_type'
  | 'broken'
  | 'password_protected'
  | 'too_large'
  | 'too_many_pages'
  | 'missing_peer';

const marker: unique symbol = Symbol.for('@unified-sync/vision-ocr.DocumentError');

/** The file itself cannot be read; asking again does not help. Holds nothing of its content. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly code: DocumentErrorCode;

  constructor(message: string, code: DocumentErrorCode, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Works across copies of this package, where `instanceof` does not. */
  static isInstance(error: unknown): error is DocumentError {
    return error instanceof Error && marker in error;
  }

  protected readonly [marker] = true;
}
