export * from './api-error.ts';
export type {
  ClientOptions,
  ErrorAnswer,
  HttpClientOptions,
  RateBudget,
  ValidationMode,
} from './client-options.ts';
export { createHttpClient, type HttpClient, type HttpMethod, type RequestOptions } from './http-client.ts';
export { type Page, type Paginated, paginate } from './paginate.ts';
export { path } from './path.ts';
export { redact } from './redact.ts';
export type { Sleep } from './sleep.ts';
