import { z } from 'zod';

/** What an error body of Mautic says. */
export interface ErrorBody {
  /** One sentence; `""` where there is none. */
  message: string;
  /** E.g. `invalid_grant`, `access_denied`, `api_disabled`; `""` for the errors of records. */
  type: string;
  /** Complaints by field. Only the last one of each field is sent. */
  fields: Record<string, string[]>;
}

const oneError = z.looseObject({
  message: z.string().catch(''),
  type: z.string().catch(''),
  details: z.unknown().optional(),
});
const body = z.looseObject({ errors: z.array(oneError).min(1) });
const fieldErrors = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Reads `{ errors: [{ code, message, details, type }] }` (`ExceptionController`, `CommonApiController`). */
export function readErrorBody(data: unknown): ErrorBody {
  const [first] = body.safeParse(data).data?.errors ?? [];
  const details = fieldErrors.safeParse(first?.details).data ?? {};
  return {
    message: first?.message ?? '',
    type: first?.type ?? '',
    fields: Object.fromEntries(Object.entries(details).map(([name, said]) => [name, [said].flat()])),
  };
}
