import type { FieldValue } from '@unified-sync/sync-engine';

/**
 * False only where two stored values cannot stand for the same: numbers, or plain words that differ by more than case.
 * Everything else (`12.5` and `12.5000`, dates, letters beyond ASCII) is for the caller's codecs to tell.
 */
export function mayBeEqual(shown: FieldValue | undefined, asked: FieldValue): boolean {
  if (typeof shown === 'boolean' && typeof asked === 'boolean') return shown === asked;
  if (typeof shown === 'number' && typeof asked === 'number') return shown === asked;
  if (typeof shown !== 'string' || typeof asked !== 'string') return true;
  return !isWord(shown) || !isWord(asked) || shown.toLowerCase() === asked.toLowerCase();
}

// ASCII with a letter in front: no number, no date, and one meaning of "without case".
const isWord = (text: string): boolean => /^[A-Za-z][\u0020-\u007e]*$/.test(text);
