/**
 * # Testing your own code against ERPNext
 *
 * A mock of a Frappe site that keeps state and behaves as the real one does, misbehaviour included: pages by
 * `start` or `limit_start` as its version has it, lists without `order_by` in any order, a 417 for a stale
 * `modified`, tables that are replaced as a whole, nulls that are left out, webhooks signed over Python's JSON.
 *
 * `server.db` acts as somebody at the desk; `db.setValue` and `db.load` write past the rules. `server.webhooks`
 * shows every attempt; `server.faults` breaks requests; `serve(server)` listens on a port.
 *
 * @packageDocumentation
 */
export type { MockDocType } from './doctype.ts';
export { createErpnextServer, type ErpnextServer, type ErpnextServerOptions } from './erpnext-server.ts';
export { pythonJson } from './python-json.ts';
export { serve } from './serve.ts';
export type { SiteVersion } from './site-version.ts';
export type { Store, StoredDocument } from './store.ts';
export type { WebhookAttempt, Webhooks } from './webhooks.ts';
