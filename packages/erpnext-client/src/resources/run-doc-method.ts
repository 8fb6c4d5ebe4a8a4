import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';

/** What a document's method gives back. */
export interface RunDocMethodResult {
  /** What the method returned. */
  result: unknown;
  /** The document as the method left it; not stored, unless the method stores it. */
  docs: readonly Readonly<Record<string, unknown>>[];
}

const answer = z.looseObject({
  data: z.unknown().optional(),
  message: z.unknown().optional(),
  docs: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** `run_doc_method`: v1 calls the arguments otherwise (`dt` and `dn` or `docs`), so v2 is asked for by name. */
export async function runDocMethod(
  api: ErpnextApi,
  document: Readonly<Record<string, unknown>>,
  method: string,
  { args = {}, signal }: CallOptions & { args?: Readonly<Record<string, unknown>> },
): Promise<RunDocMethodResult> {
  const isV2 = (await api.version(signal)) === 'v2';
  const {
    data,
    message,
    docs = [],
  } = await api.http.request('POST', isV2 ? '/api/v2/method/run_doc_method' : '/api/method/run_doc_method', {
    schema: answer,
    json: isV2
      ? { document, method, kwargs: args }
      : { docs: JSON.stringify(document), method, args: JSON.stringify(args) },
    signal,
  });
  return { result: isV2 ? data : message, docs };
}
