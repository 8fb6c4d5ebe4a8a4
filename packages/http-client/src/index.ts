export * from './api-error.ts';
export * from './http-client.ts';
export { type Page, type Paginated, paginate } from './paginate.ts';
