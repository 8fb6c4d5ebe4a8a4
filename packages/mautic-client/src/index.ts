export {
  ApiError,
  type ApiErrorCode,
  AuthenticationError,
  type ClientOptions,
  ConflictError,
  HttpStatusError,
  NetworkError,
  NotFoundError,
  type Page,
  type Paginated,
  PermissionError,
  type RateBudget,
  RateLimitError,
  ResponseShapeError,
  ServerError,
  TimeoutError,
  ValidationError,
} from '@unified-sync/http-client';
export {
  inMemoryTokenStore,
  ReauthorizationRequiredError,
  type TokenSet,
  type TokenStore,
} from '@unified-sync/http-client/oauth';
export { createMauticClient, type MauticClient, type MauticClientOptions } from './mautic-client.ts';
export type { CallOptions } from './api.ts';
export { RecordMergedError } from './record-merged-error.ts';

export type {
  AuthorizationCodeAuth,
  BasicAuth,
  ClientCredentialsAuth,
  MauticAuth,
  OAuthApp,
} from './auth/mautic-auth.ts';
export { createMauticConsent, type MauticConsent, type MauticConsentOptions } from './auth/mautic-consent.ts';

export { type Company, companySchema } from './entities/company.ts';
export { type Contact, contactSchema, type DoNotContact, doNotContactSchema } from './entities/contact.ts';
export { customFieldsSchema, type FieldValue, fieldValues } from './entities/custom-fields.ts';
export { type Field, fieldSchema } from './entities/field.ts';
export { type Form, formSchema, type Submission, submissionSchema } from './entities/form.ts';
export { type Hook, hookSchema } from './entities/hook.ts';
export {
  type Asset,
  assetSchema,
  type Campaign,
  campaignSchema,
  type Email,
  emailSchema,
  type Note,
  noteSchema,
  type PointAction,
  pointActionSchema,
  type Segment,
  segmentSchema,
  type Stage,
  stageSchema,
  type Tag,
  tagSchema,
} from './entities/marketing.ts';

export type { Comparison, Condition } from './listing/condition.ts';
export type { ChangePage, Changes, ListChangedOptions } from './listing/list-changed.ts';
export type { ChangeListing, CountedPage, Listing, Rows } from './listing/listing.ts';
export type { ListOptions, Selection } from './listing/list-options.ts';
export { instantOf, type Moment } from './listing/moment.ts';

export type { Batch, BatchRow, DeletedRow } from './resources/batch.ts';
export type { CompaniesResource, CompanyInput, UpsertedCompany } from './resources/companies.ts';
export type { ContactInput, FieldInput } from './resources/contact-input.ts';
export type { ContactWriteOptions, UpsertedContact, WrittenContact } from './resources/contact-writes.ts';
export type { ContactsResource } from './resources/contacts.ts';
export { type DoNotContactInput, doNotContactReason } from './resources/do-not-contact.ts';
export type {
  EmailInput,
  EmailsResource,
  SendToContactOptions,
  SendToContactResult,
  SendToSegmentsResult,
} from './resources/emails.ts';
export type { FormInput, FormsResource } from './resources/forms.ts';
export type { HookInput, HookPatch, HooksResource } from './resources/hooks.ts';
export type {
  CampaignInput,
  CampaignsResource,
  Memberships,
  SegmentInput,
  SegmentsResource,
} from './resources/memberships.ts';
export type {
  AssetsResource,
  FieldsResource,
  NotesResource,
  PlainResources,
  PointsResource,
  StagesResource,
  TagsResource,
} from './resources/plain-resources.ts';
export type { ReadableResource, RecordResource } from './resources/record-resource.ts';
export type { StatsListOptions, StatsResource, StatsRow } from './resources/stats.ts';

export {
  type KnownWebhookEvent,
  parseWebhook,
  type UnknownWebhookEvent,
  type WebhookEvent,
} from './webhooks/parse-webhook.ts';
export { verifyWebhook, type WebhookDelivery, webhookSignatureHeader } from './webhooks/verify-webhook.ts';
export { type WebhookEventName, webhookEvents, webhookItemSchemas } from './webhooks/webhook-events.ts';
