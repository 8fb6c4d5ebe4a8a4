import { ApiError, type ApiErrorContext } from '@unified-sync/http-client';

/** Options of a {@link RecordMergedError}. */
export interface RecordMergedErrorOptions extends ApiErrorContext {
  askedId: number;
  answeredId: number;
}

/**
 * The contact was merged into another one: Mautic answers for the old id with the surviving contact, and
 * edits and deletes *that* one (`LeadModel::getEntity`, `MergeRecordRepository`). Nothing was written.
 */
export class RecordMergedError extends ApiError {
  override readonly name = 'RecordMergedError';
  /** The id that is no more. */
  readonly askedId: number;
  /** The contact that survived. */
  readonly answeredId: number;
  constructor({ askedId, answeredId, ...context }: RecordMergedErrorOptions) {
    super(
      `mautic: contact ${askedId} was merged into contact ${answeredId}. Store the new id, and repeat the call with it if it is still meant.`,
      'conflict',
      { ...context, retryable: false },
    );
    this.askedId = askedId;
    this.answeredId = answeredId;
  }
}
