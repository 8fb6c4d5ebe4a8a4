import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';
import { methodPath } from './routes.ts';

/** How a method is called. */
export interface CallMethodOptions<Schema extends z.ZodType = z.ZodType> extends CallOptions {
  /** Arguments by name. With a GET they go into the URL: lists and objects as JSON text. @default none */
  args?: Readonly<Record<string, unknown>> | undefined;
  /** Frappe answers 403 to a verb that the method does not allow. @default 'POST' */
  verb?: 'GET' | 'POST' | undefined;
  /** What the method answers with. @default anything */
  schema?: Schema | undefined;
}

/** Calls a whitelisted method and gives what it returns: `data` of v2, `message` of v1. */
export async function callMethod<Schema extends z.ZodType = z.ZodType>(
  api: ErpnextApi,
  method: string,
  options: CallMethodOptions<Schema> = {},
): Promise<z.infer<Schema>> {
  const { args = {}, verb = 'POST', schema, signal } = options;
  if (!/^[\w]+(?:[./][\w ]+)*$/.test(method))
    throw new TypeError(
      `call: expected a dotted method such as "frappe.client.get_count", got ${JSON.stringify(method)}.`,
    );
  const version = await api.version(signal);
  const result = schema ?? z.unknown();
  // A method that returns nothing answers `{}`.
  const envelope = version === 'v2' ? z.looseObject({ data: result }) : z.looseObject({ message: result });
  const open = z.looseObject({ data: z.unknown().optional(), message: z.unknown().optional() });
  // With a JSON body the query string is ignored (`app.py`, make_form_dict): arguments go one way.
  const answer = await api.http.request(verb, methodPath(version, method), {
    schema: schema === undefined ? open : envelope,
    signal,
    ...(verb === 'GET' ? { query: asQuery(args) } : { json: args }),
  });
  const fields: { data?: unknown; message?: unknown } = answer;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by `schema` inside the envelope
  return (version === 'v2' ? fields.data : fields.message) as z.infer<Schema>;
}

function asQuery(args: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const entries = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : JSON.stringify(value),
    ]),
  );
}
