export * from './api-error.ts';
export type {
  ClientOptions,
  ErrorAnswer,
  HttpClientOptions,
  RateBudget,
  ValidationMode,
} from './client-options.ts';
export { createHttpClient, type HttpClient } from './http-client.ts';
export { type Page, type Paginated, paginate } from './paginate.ts';
export { redact } from './redaction/redact.ts';
export { path } from './request/path.ts';
export type { HttpMethod, RequestOptions } from './request/request-options.ts';
export type { Sleep } from './sleep.ts';
export { createTokenBucket, type TokenBucketOptions } from './token-bucket.ts';
export { equalConstantTime } from './webhook/equal-constant-time.ts';
export { headerValue, type WebhookHeaders } from './webhook/header-value.ts';
export type { HmacEncoding, HmacHash } from './webhook/hmac-format.ts';
export { signHmac, type SignHmacOptions } from './webhook/sign-hmac.ts';
export { isTimestampFresh, type TimestampWindow } from './webhook/is-timestamp-fresh.ts';
export { verifyHmac, type VerifyHmacOptions } from './webhook/verify-hmac.ts';
export { withoutRepeats } from './without-repeats.ts';
