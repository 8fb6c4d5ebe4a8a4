import type { Principal } from '../store/company.ts';

/** Values that came with a request, by name. */
export type Input = Readonly<Record<string, unknown>>;

/** A request that has passed the door: its token is good. */
export interface ApiRequest {
  readonly method: string;
  /** Path below `/api/v1`, in parts. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Query and body in one, the body winning: what the real one calls the input. */
  readonly input: Input;
  /** Uploaded files, by field name without `[]`. */
  readonly files: readonly UploadedFile[];
  readonly headers: Headers;
  readonly principal: Principal;
  /** Address of the caller, as far as it is known. */
  readonly address: string;
}

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a request holds before anybody looked at its token. */
export interface ParsedBody {
  readonly values: Input;
  readonly files: readonly UploadedFile[];
}

const nothing: ParsedBody = { values: {}, files: [] };

/** Reads a body as PHP does: JSON in any verb, forms with files in POST only. */
export async function parseBody(request: Request): Promise<ParsedBody> {
  if (request.method === 'GET' || request.method === 'HEAD') return nothing;
  const type = request.headers.get('content-type') ?? '';
  if (type.includes('json')) return { values: parseJson(await request.text()), files: [] };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { values: nested(new URLSearchParams(await request.text())), files: [] };
  }
  // PHP fills its form data on POST alone: files sent by PUT are lost, and nobody is told.
  if (!type.startsWith('multipart/form-data') || request.method !== 'POST') return nothing;
  return await parseForm(await request.formData());
}

/** Query parameters and form fields as PHP nests them: `ids[]=a` and `ids[0]=a` are lists. */
export function nested(parameters: Iterable<readonly [string, string]>): Input {
  const values: Record<string, unknown> = {};
  for (const [name, value] of parameters) {
    const list = /^(?<key>[^[]+)\[\d*\]$/.exec(name)?.groups?.['key'];
    if (list === undefined) values[name] = value;
    else values[list] = [...(Array.isArray(values[list]) ? values[list] : []), value];
  }
  return values;
}

/** The query string with PHP's list syntax, a later value of the same name winning. */
export function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): Input {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    // PHP takes a body that is no JSON for an empty one.
    return {};
  }
}

async function parseForm(form: FormData): Promise<ParsedBody> {
  const fields: [string, string][] = [];
  const files: UploadedFile[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.push([name, value]);
    else {
      const bytes = new Uint8Array(await value.arrayBuffer());
      files.push({ field: name.replace(/\[\d*\]$/, ''), name: value.name, bytes });
    }
  }
  return { values: nested(fields), files };
}
