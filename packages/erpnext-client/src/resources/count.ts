import { path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';
import { type Filter, filterText } from '../listing/filters.ts';
import { callMethod } from './call-method.ts';

/** Options of `count`. */
export interface CountOptions<Doc> extends CallOptions {
  /** All of these must hold. @default every document */
  filters?: readonly Filter<Doc>[] | undefined;
}

const answer = z.looseObject({ data: z.int() });

/** Counts documents on the site. */
export async function countDocuments<Doc>(
  api: ErpnextApi,
  docType: string,
  { filters = [], signal }: CountOptions<Doc>,
): Promise<number> {
  const text = filterText('filters', filters);
  if ((await api.version(signal)) === 'v1')
    return await callMethod(api, 'frappe.client.get_count', {
      args: { doctype: docType, filters: text },
      verb: 'GET',
      schema: z.int(),
      signal,
    });
  const at = path`/api/v2/doctype/${docType}/count`;
  return (await api.http.request('GET', at, { schema: answer, query: { filters: text }, signal })).data;
}
