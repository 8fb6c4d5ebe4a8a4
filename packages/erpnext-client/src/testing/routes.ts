import { FrappeError } from './frappe-error.ts';
import { listDocuments } from './list-request.ts';
import { conditionsOf, meets } from './list-rows.ts';
import type { SiteVersion } from './site-version.ts';
import type { Fields, Store, StoredDocument } from './store.ts';
import { textOf } from './text-of.ts';

/** A request to the API of the mock site, after its credentials were checked. */
export interface ApiCall {
  method: string;
  /** Decoded segments behind `/api/` or `/api/v2/`. */
  segments: readonly string[];
  query: URLSearchParams;
  body: Fields;
  isV2: boolean;
}

export interface Site {
  store: Store;
  version: SiteVersion;
  zone: string;
  random: () => number;
}

/** What a route answers: a body, and 200 unless it says otherwise. */
export interface RouteAnswer {
  status?: number;
  body: unknown;
}

export function answerApi(site: Site, call: ApiCall): RouteAnswer {
  const [kind = '', first = '', ...rest] = call.segments;
  if (kind === 'method' && first === 'frappe.desk.form.load.getdoctype')
    return { body: { docs: [metaOf(site.store, call.query.get('doctype') ?? '')] } };
  if (kind === 'method') return { body: result(call, callMethod(site, [first, ...rest].join('/'), call)) };
  if (call.isV2 && kind === 'doctype') return docTypeRoute(site, first, rest[0] ?? '', call);
  if (kind !== (call.isV2 ? 'document' : 'resource'))
    throw new FrappeError('DoesNotExistError', 'Page not found');
  if (rest.length === 0) return collection(site, first, call);
  const method = call.isV2 && rest.at(-2) === 'method' ? rest.at(-1) : undefined;
  const name = (method === undefined ? rest : rest.slice(0, -2)).join('/');
  return method === undefined
    ? one(site, first, name, call)
    : documentMethod(site, first, name, method, call);
}

const result = ({ isV2 }: ApiCall, value: unknown): unknown => (isV2 ? { data: value } : { message: value });

function collection({ store, version, random }: Site, docType: string, call: ApiCall): RouteAnswer {
  const { isV2, query } = call;
  if (call.method === 'GET') return { body: listDocuments({ store, docType, query, version, isV2, random }) };
  if (call.method !== 'POST') throw methodNotAllowed();
  const keepsName = isV2 && version !== '15.44';
  return { body: { data: sent(store.insert(docType, call.body, { keepsName }), version) } };
}

function one({ store, version }: Site, docType: string, name: string, call: ApiCall): RouteAnswer {
  switch (call.method) {
    case 'GET':
      return { body: { data: sent(store.get(docType, name), version) } };
    case 'PUT':
    case 'PATCH':
      if (call.method === 'PATCH' && !call.isV2) throw methodNotAllowed();
      return { body: { data: sent(store.update(docType, name, call.body), version) } };
    case 'DELETE':
      store.remove(docType, name);
      return { status: 202, body: { data: 'ok' } };
    case 'POST':
      if (call.isV2) throw methodNotAllowed();
      return documentMethod({ store, version }, docType, name, String(call.body['run_method']), call);
    default:
      throw methodNotAllowed();
  }
}

function documentMethod(
  { store, version }: Pick<Site, 'store' | 'version'>,
  docType: string,
  name: string,
  method: string,
  _call: ApiCall,
): RouteAnswer {
  const docstatus = { submit: 1, cancel: 2 }[method];
  if (docstatus === undefined)
    throw new FrappeError('AttributeError', `'${docType}' object has no attribute '${method}'`, 500);
  return { body: { data: sent(store.update(docType, name, { docstatus }), version) } };
}

function docTypeRoute({ store }: Site, docType: string, what: string, { query }: ApiCall): RouteAnswer {
  if (what === 'meta') return { body: { data: metaOf(store, docType) } };
  if (what !== 'count') throw new FrappeError('DoesNotExistError', 'Page not found');
  return { body: { data: count(store, docType, query.get('filters')) } };
}

const count = (store: Store, docType: string, filters: string | null): number =>
  store.all(docType).filter((row) => conditionsOf(filters).every((condition) => meets(row, condition)))
    .length;

function metaOf(store: Store, docType: string): unknown {
  const { name, naming, fields, isTable = false, isSubmittable = false } = store.docType(docType);
  const autoname = naming.startsWith('series:') ? 'naming_series:' : naming;
  return { name, autoname, fields, istable: isTable ? 1 : 0, is_submittable: isSubmittable ? 1 : 0 };
}

function callMethod({ store, version, zone }: Site, method: string, { query, body }: ApiCall): unknown {
  // A JSON body makes Frappe forget the query string.
  const args: Fields = Object.keys(body).length > 0 ? body : Object.fromEntries(query);
  const text = (name: string): string => textOf(args[name]);
  switch (method) {
    case 'ping':
      return 'pong';
    case 'frappe.client.get_time_zone':
      return { time_zone: zone };
    case 'frappe.auth.get_logged_user':
      return 'sync@example.test';
    case 'frappe.utils.change_log.get_versions':
      return { frappe: { title: 'Frappe Framework', version }, erpnext: { title: 'ERPNext', version } };
    case 'frappe.client.get_count':
      return count(store, text('doctype'), text('filters'));
    case 'frappe.client.rename_doc':
      return store.rename(text('doctype'), text('old_name'), text('new_name'), Number(args['merge']) === 1);
    case 'run_doc_method':
      return null;
    default:
      throw new FrappeError('ValidationError', `Failed to get method for command ${method}`);
  }
}

const methodNotAllowed = (): FrappeError =>
  new FrappeError('MethodNotAllowed', 'The method is not allowed for the requested URL.', 405);

/** Version 15 leaves nulls out of a document; lists and version 16 do not. */
function sent(document: StoredDocument, version: SiteVersion): unknown {
  return version === '16.0' ? document : withoutNulls(document);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one_]) => (one_ === null ? [] : [[key, withoutNulls(one_)]])),
  );
}
