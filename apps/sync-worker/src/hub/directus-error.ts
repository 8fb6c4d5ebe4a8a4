import type { ApiError } from '@unified-sync/http-client';
import { z } from 'zod';

/** What Directus itself says of a failure. */
export interface DirectusError {
  /** E.g. `RECORD_NOT_UNIQUE`. */
  readonly code: string;
  readonly message: string;
  /** The field that it is about, where it names one. */
  readonly field: string | undefined;
}

const body = z.object({
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string(), field: z.string().nullish().catch(undefined) }),
      }),
    )
    .nonempty(),
});

/** The first error of an answer of Directus; `undefined` where something else answered, or nothing did. */
export function directusError({ data }: ApiError): DirectusError | undefined {
  const [first] = body.safeParse(data).data?.errors ?? [];
  if (first === undefined) return undefined;
  const { code, field } = first.extensions;
  return { code, message: first.message, field: field ?? undefined };
}

const longest = 300;

/** The failure in words for people: what Directus says, without the SQL that it puts in front. */
export function failureText(error: ApiError): string {
  const said = directusError(error);
  if (said === undefined) return error.message;
  return `${error.message}: ${said.code}: ${withoutSql(said.message).slice(0, longest)}`;
}

const withoutSql = (message: string): string => {
  const end = /^(?:insert|update|select|delete) .* - /is.exec(message);
  return end === null ? message : message.slice(end[0].length);
};

const transient =
  /deadlock|serializ|connection|connecting|terminat|timeout|timed out|too many clients|recovery|starting up|shutting down|read-only|socket hang up|ECONN/i;

/** True where Directus failed for a reason that passes by itself: its database restarts, two writes lock each other. */
export function isTransient(error: ApiError): boolean {
  const said = directusError(error);
  if (said?.code === 'SERVICE_UNAVAILABLE') return true;
  // What stands in quotes is the value that was refused.
  return (
    said?.code === 'INTERNAL_SERVER_ERROR' &&
    transient.test(withoutSql(said.message).replaceAll(/"[^"]*"/g, ''))
  );
}
