/** Events that Frappe really sends. `on_update_after_submit` can be chosen, and is never sent. */
export type WebhookEvent =
  | 'after_insert'
  | 'on_update'
  | 'on_submit'
  | 'on_cancel'
  | 'on_trash'
  | 'on_change';

/**
 * The JSON template of a Webhook document. Nothing in a delivery says what it is about, so the template does.
 *
 * @example
 * await erp.documents('Webhook').create({
 *   webhook_doctype: 'Customer', webhook_docevent: 'on_update', request_url, request_method: 'POST',
 *   request_structure: 'JSON', webhook_json: webhookTemplate('on_update'), enable_security: 1, webhook_secret,
 *   webhook_headers: [{ key: 'Content-Type', value: 'application/json' }],
 * });
 */
export const webhookTemplate = (event: WebhookEvent): string =>
  `{"event":"${event}","doctype":"{{ doc.doctype }}","name":{{ doc.name | tojson }},"modified":"{{ doc.modified }}"}`;
