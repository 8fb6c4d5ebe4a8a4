import { setupServer } from 'msw/node';
import { afterAll, afterEach, expect, it } from 'vitest';
import { createErpnextClient } from '../erpnext-client.ts';
import { createErpnextServer, type ErpnextServer } from '../testing/index.ts';
import { parseWebhook } from '../webhooks/parse-webhook.ts';
import { verifyWebhook } from '../webhooks/verify-webhook.ts';
import { type WebhookEvent, webhookTemplate } from '../webhooks/webhook-template.ts';

const msw = setupServer();
msw.listen({ onUnhandledFrame: 'error' });
afterEach(() => msw.resetHandlers());
afterAll(() => msw.close());

const secret = 'hook-secret';
interface Received {
  body: string;
  headers: Headers;
}

async function site(
  event: WebhookEvent | 'on_update_after_submit',
  answer: (received: Received) => Response | Promise<Response>,
): Promise<{ server: ErpnextServer; received: Received[]; sleeps: number[] }> {
  const received: Received[] = [];
  const sleeps: number[] = [];
  const server = createErpnextServer({
    webhookTimeout: 20,
    sleep: async (milliseconds) => void sleeps.push(milliseconds),
    async fetch(input, init) {
      const request = new Request(input, init);
      const one = { body: await request.text(), headers: request.headers };
      received.push(one);
      return await answer(one);
    },
  });
  msw.use(...server.handlers);
  const { baseUrl, apiKey, apiSecret } = server;
  const erp = createErpnextClient({ baseUrl, auth: { type: 'token', apiKey, apiSecret } });
  await erp.documents('Webhook').create({
    webhook_doctype: 'Sales Invoice',
    webhook_docevent: event,
    request_url: 'https://receiver.test/hook',
    webhook_json:
      event === 'on_update_after_submit'
        ? webhookTemplate('on_update')
        : webhookTemplate(event).replace(
            /\}$/,
            ',"total":{{ doc.grand_total | tojson }},"customer":{{ doc.customer | tojson }}}',
          ),
    enable_security: 1,
    webhook_secret: secret,
  });
  return { server, received, sleeps };
}
const ok = (): Response => new Response();
const book = (server: ErpnextServer): string =>
  server.db.insert('Sales Invoice', { customer: 'Müller & Söhne', items: [{ qty: 1, rate: 100 }] }).name;

it('9: the raw bytes are verified; the same JSON printed again is not what was signed', async () => {
  const { server, received } = await site('after_insert', ok);
  const name = book(server);
  await server.webhooks.settled();
  const [{ body, headers } = { body: '', headers: new Headers() }] = received;
  expect(body).toContain(String.raw`M\u00fcller`);
  expect(headers.get('content-type')).toBeNull();
  await expect(verifyWebhook({ headers, body, secrets: ['old', secret] })).resolves.toBe(true);
  await expect(
    verifyWebhook({ headers, body: JSON.stringify(JSON.parse(body)), secrets: [secret] }),
  ).resolves.toBe(false);
  await expect(verifyWebhook({ headers: {}, body, secrets: [secret] })).resolves.toBe(false);
  expect(parseWebhook(body)).toMatchObject({ event: 'after_insert', doctype: 'Sales Invoice', name });
});

it('9: a signature that Python made is verified', async () => {
  // python3: base64.b64encode(hmac.new(b'hook-secret', body, 'sha256').digest())
  const body = String.raw`{"name": "ACC-SINV-2026-00001", "customer": "M\u00fcller & S\u00f6hne", "grand_total": 100.0}`;
  const headers = { 'x-frappe-webhook-signature': 'BMrIkC71o5yDPLNfyveaS1E16Sxd5X7n23tFAmqZBwI=' };
  await expect(verifyWebhook({ headers, body, secrets: [secret] })).resolves.toBe(true);
  await expect(verifyWebhook({ headers, body: `${body} `, secrets: [secret] })).resolves.toBe(false);
});

it('10: a payment, a rename and an update after submitting send nothing', async () => {
  const { server, received } = await site('on_update', ok);
  const name = book(server);
  server.db.update('Sales Invoice', name, { docstatus: 1 });
  await server.webhooks.settled();
  const before = received.length;
  server.db.setValue('Sales Invoice', name, { outstanding_amount: 0, status: 'Paid' });
  server.db.update('Sales Invoice', name, { remarks: 'paid' });
  server.db.rename('Sales Invoice', name, 'SINV-X', false);
  await server.webhooks.settled();
  expect(received).toHaveLength(before);

  const never = await site('on_update_after_submit', ok);
  const other = book(never.server);
  never.server.db.update('Sales Invoice', other, { docstatus: 1 });
  never.server.db.update('Sales Invoice', other, { remarks: 'x' });
  await never.server.webhooks.settled();
  expect(never.received).toEqual([]);
});

it('a delivery that fails is tried three times, and then lost', async () => {
  const { server, received, sleeps } = await site('after_insert', () => new Response(null, { status: 503 }));
  book(server);
  await server.webhooks.settled();
  expect(received).toHaveLength(3);
  expect(sleeps).toEqual([1000, 4000, 7000]);
});

it('a delivery that times out is not tried again', async () => {
  const { server, received } = await site(
    'after_insert',
    async () => await new Promise<Response>((_, reject) => setTimeout(reject, 40)),
  );
  book(server);
  await server.webhooks.settled();
  expect(received).toHaveLength(1);
  expect(server.webhooks.attempts).toMatchObject([{ outcome: 'timeout' }]);
});

it('refuses a body that says nothing of what it is about', () => {
  expect(() => parseWebhook('{"name":"x"}')).toThrow('webhookTemplate');
  expect(() => parseWebhook('<html>')).toThrow(TypeError);
});
