/** The hash functions that providers sign with. */
export type HmacHash = 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SHA-1';

/** How a signature is written as text. */
export type HmacEncoding = 'hex' | 'base64';
