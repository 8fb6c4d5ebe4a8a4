import { signHmac } from '@unified-sync/http-client';
import { fieldKind } from '../codegen/field-kind.ts';
import { pythonJson } from './python-json.ts';
import type { Store, StoredDocument } from './store.ts';
import { textOf } from './text-of.ts';

/** One attempt to deliver. */
export interface WebhookAttempt {
  url: string;
  event: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  /** `timeout` is not repeated (`integrations/doctype/webhook/webhook.py`, `enqueue_webhook`). */
  outcome: 'delivered' | 'failed' | 'timeout';
}

/** The webhooks of the mock site. */
export interface Webhooks {
  emit(docType: string, event: string, document: StoredDocument): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  readonly attempts: readonly WebhookAttempt[];
}

interface Options {
  store: () => Store;
  fetch: typeof globalThis.fetch;
  /** Waits between tries: 1, 4 and 7 seconds. */
  sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds until a receiver counts as timed out. */
  timeout: number;
}

// `on_update_after_submit` can be chosen, and is not among those that fire (`frappe/model/document.py`).
const fired = new Set(['after_insert', 'on_update', 'on_submit', 'on_cancel', 'on_trash', 'on_change']);

export function createWebhooks({ store, fetch, sleep, timeout }: Options): Webhooks {
  const attempts: WebhookAttempt[] = [];
  const running = new Set<Promise<void>>();

  async function deliver(hook: StoredDocument, document: StoredDocument, event: string): Promise<void> {
    const floats = new Set(
      store()
        .docType(String(document['doctype']))
        .fields.filter((one) => fieldKind(one) === 'number')
        .map(({ fieldname }) => fieldname ?? ''),
    );
    const body = pythonJson(JSON.parse(render(textOf(hook['webhook_json']), document)), floats);
    const headers: Record<string, string> = {};
    const rows = hook['webhook_headers'];
    const lines: Record<string, unknown>[] = Array.isArray(rows) ? rows : [];
    for (const { key, value } of lines) headers[textOf(key)] = textOf(value);
    if (hook['enable_security'] === 1)
      headers['X-Frappe-Webhook-Signature'] = await signHmac({
        secret: String(hook['webhook_secret']),
        payload: body,
        encoding: 'base64',
      });
    const url = String(hook['request_url']);
    for (let tries = 0; tries < 3; tries += 1) {
      const outcome = await post(url, body, headers);
      attempts.push({ url, event, body, headers, outcome });
      if (outcome !== 'failed') return;
      await sleep((3 * tries + 1) * 1000);
    }
  }

  async function post(
    url: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<WebhookAttempt['outcome']> {
    const signal = AbortSignal.timeout(timeout);
    try {
      // Bytes, because a text body would be sent as text/plain, and Frappe sends no type at all.
      const response = await fetch(url, {
        method: 'POST',
        body: new TextEncoder().encode(body),
        headers,
        signal,
      });
      return response.ok ? 'delivered' : 'failed';
    } catch {
      return signal.aborted ? 'timeout' : 'failed';
    }
  }

  return {
    attempts,
    emit(docType, event, document) {
      if (docType === 'Webhook' || !fired.has(event)) return;
      for (const hook of store().all('Webhook')) {
        const isFor = hook['webhook_doctype'] === docType && hook['webhook_docevent'] === event;
        if (!isFor || String(hook['enabled']) !== '1') continue;
        const delivery = deliver(hook, structuredClone(document), event).finally(() =>
          running.delete(delivery),
        );
        running.add(delivery);
      }
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** The two forms of Jinja that `webhookTemplate` needs. */
function render(template: string, document: StoredDocument): string {
  return template.replaceAll(
    /\{\{\s*doc\.(\w+)(\s*\|\s*(?:tojson|json))?\s*\}\}/g,
    (_whole, field: string, json?: string) => {
      const value = document[field] ?? '';
      return json === undefined ? textOf(value) : JSON.stringify(value);
    },
  );
}
