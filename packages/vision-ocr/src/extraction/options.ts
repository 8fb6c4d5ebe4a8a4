import type { VatRateOptions } from '../checks/vat-rates.ts';
import type { KnownIbanOptions } from '../checks/bank-account.ts';
import type { DocumentReader } from '../document/document.ts';
import type { VisionModel } from '../model/vision-model.ts';
import type { ExtractionCache } from './cache.ts';

/** Options of `extractInvoice`. */
export interface ExtractOptions extends KnownIbanOptions, VatRateOptions {
  /** Reads what no XML says. Without one, only XML and QR-bills are read. @default none */
  model?: VisionModel | undefined;
  /** Reads the same once more; best another model, since one and the same repeats its errors. @default none */
  secondOpinion?: VisionModel | undefined;
  /** Takes the file apart. `./node` has the one that reads PDFs, QR codes, TIFF and HEIC. @default a small one for XML and pictures */
  reader?: DocumentReader | undefined;
  /** Keeps answers of models by content. @default none */
  cache?: ExtractionCache | undefined;
  /** Milliseconds since 1970, for dates in the future. @default Date.now */
  now?: () => number;
  /** Aborting it rejects the call with the signal's own reason. */
  signal?: AbortSignal | undefined;
}
