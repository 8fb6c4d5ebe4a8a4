import { ApiError, type ApiErrorOptions } from '../api-error.ts';

/** Options of a {@link ReauthorizationRequiredError}. */
export interface ReauthorizationRequiredErrorOptions extends Omit<ApiErrorOptions, 'retryable'> {
  /** Where a person grants access again; absent for grants that no person gives. */
  consentUrl?: string | undefined;
}

/** The grant itself is refused, revoked or missing: no refresh helps, a person has to authorise again. */
export class ReauthorizationRequiredError extends ApiError {
  override readonly name = 'ReauthorizationRequiredError';
  /** Where a person grants access again; `undefined` for grants that no person gives. */
  readonly consentUrl: string | undefined;
  constructor(message: string, { consentUrl, ...options }: ReauthorizationRequiredErrorOptions) {
    super(message, 'authentication', { ...options, retryable: false });
    this.consentUrl = consentUrl;
  }
}
