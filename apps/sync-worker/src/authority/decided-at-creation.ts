import { byState, byStream } from '@unified-sync/sync-engine';

/**
 * The hub gives the value when it makes the record; from then on it is the stream's.
 *
 * @param stream Entity of the stream, e.g. `invoice-ninja.invoices`; a record of it shows `field`.
 */
export const decidedAtCreation = <const Stream extends string, const Field extends string>(
  stream: Stream,
  field: Field,
) => byState({ stream, field, states: [], otherwise: byStream(stream) });
