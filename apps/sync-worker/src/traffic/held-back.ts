import { type ApiErrorContext, NetworkError } from '@unified-sync/http-client';

/** A request that was not sent, since its provider is down or cannot be asked about: nothing happened there. */
export class HeldBack extends NetworkError {
  constructor(message: string, context: ApiErrorContext, cause?: unknown) {
    // The client is not to repeat it: that is for the queue, when the breaker lets somebody try.
    super(message, { ...context, retryable: false, cause });
  }
}
