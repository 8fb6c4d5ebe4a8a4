import type { PageImage } from '../document/document.ts';

/** What a model is shown: the pages as pictures, or a PDF as it is. */
export type ModelInput = { kind: 'images'; pages: readonly PageImage[] } | { kind: 'pdf'; bytes: Uint8Array };

/** `data:image/png;base64,…`; bytes are sent, never an address that somebody else could serve. */
export function dataUrl(mediaType: string, bytes: Uint8Array): string {
  let binary = '';
  // In pieces, since an engine takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192)
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return `data:${mediaType};base64,${btoa(binary)}`;
}
