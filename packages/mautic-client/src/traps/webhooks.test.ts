import { expect, it } from 'vitest';
import { recordFetch } from '@unified-sync/http-client/testing';
import { fieldValues } from '../entities/custom-fields.ts';
import { parseWebhook } from '../webhooks/parse-webhook.ts';
import { verifyWebhook } from '../webhooks/verify-webhook.ts';
import { createWorld } from '../testing/mautic-world.ts';

const secret = 'hook-secret';
const triggers = ['mautic.lead_post_save_new', 'mautic.lead_post_save_update', 'mautic.lead_post_delete'];

/** A world with a hook, and what its receiver answers. */
async function hooked(mode: 'immediate' | 'queue', status = 200) {
  const receiver = recordFetch(async () => new Response('', { status }));
  const world = createWorld({ webhookMode: mode, fetch: receiver.fetch });
  await world.mautic.hooks.create({ name: 'H', webhookUrl: 'https://sync.test/hook', triggers, secret });
  return { ...world, receiver };
}

it('trap 14: the signature is base64 over the bytes as they came', async () => {
  const { mautic, server } = await hooked('immediate');
  await mautic.contacts.upsert({ email: 'zoé@example.com' });
  await server.webhooks.settled();
  const [delivery] = server.webhooks.deliveries;
  const { body = '', headers = {} } = delivery ?? {};
  expect(body).toContain(String.raw`zo\u00e9@example.com`);
  expect(await verifyWebhook({ headers, body, secrets: ['older', secret] })).toBe(true);
  expect(await verifyWebhook({ headers, body: new TextEncoder().encode(body), secrets: [secret] })).toBe(
    true,
  );
  const printedAgain = JSON.stringify(JSON.parse(body));
  expect(await verifyWebhook({ headers, body: printedAgain, secrets: [secret] })).toBe(false);
  expect(await verifyWebhook({ headers, body, secrets: ['another'] })).toBe(false);
});

it.each([
  ['a hex signature', '5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd'],
  ['an empty one', ''],
  ['none', undefined],
])('trap 14: %s is no signature', async (_name, signature) => {
  const headers = { 'webhook-signature': signature };
  expect(await verifyWebhook({ headers, body: '{}', secrets: [secret] })).toBe(false);
});

it('trap 14: a known vector verifies', async () => {
  // printf '{"a":"\\/"}' | openssl dgst -sha256 -hmac key -binary | base64
  const headers = new Headers({ 'Webhook-Signature': 'SSg7eCjxYAisXF7FPyaHE09PnBZj6B0yUvgNTV0xSRk=' });
  expect(await verifyWebhook({ headers, body: String.raw`{"a":"\/"}`, secrets: ['key'] })).toBe(true);
});

it('trap 15: one body holds several events of several names', async () => {
  const { mautic, server } = await hooked('queue');
  const { contact } = await mautic.contacts.upsert({ email: 'a@example.com' });
  await mautic.contacts.upsert({ email: 'b@example.com' });
  await mautic.contacts.delete(contact.id);
  await server.webhooks.process();
  const events = parseWebhook(server.webhooks.deliveries[0]?.body ?? '');
  expect(events.map(({ event }) => event)).toEqual([
    'mautic.lead_post_save_new',
    'mautic.lead_post_save_new',
    'mautic.lead_post_delete',
  ]);
  const [created, , deleted] = events;
  if (created?.event !== 'mautic.lead_post_save_new' || deleted?.event !== 'mautic.lead_post_delete')
    throw new Error('expected a creation first and a deletion last');
  // There is no `fields.all` in a webhook, and no id in a deleted contact.
  expect(created.data.contact.fields.all).toBeUndefined();
  expect(fieldValues(created.data.contact)['email']).toBe('a@example.com');
  expect([deleted.data.id, deleted.data.contact.id]).toEqual([contact.id, null]);
});

it('trap 15: the body of the test button is read, and unknown events are kept', () => {
  const body = JSON.stringify({
    timestamp: '2026-01-01T00:00:00+00:00',
    'mautic.page_on_hit': [{ hit: { id: 1 }, timestamp: '2026-01-01T00:00:00+00:00' }],
    'plugin.thing': { a: 1 },
  });
  expect(parseWebhook(body)).toMatchObject([
    { event: 'mautic.page_on_hit', timestamp: '2026-01-01T00:00:00+00:00', data: { hit: { id: 1 } } },
    { event: 'unknown', name: 'plugin.thing', data: { a: 1 } },
  ]);
});

it.each([['no JSON'], ['[]'], ['{"mautic.lead_post_delete":[{"contact":{}}]}']])(
  'refuses the body %s, naming no value of it',
  (body) => {
    expect(() => parseWebhook(body)).toThrow('parseWebhook:');
  },
);

it('trap 16: any answer consumes the events, and the first failure unpublishes a hook', async () => {
  const { mautic, server, receiver } = await hooked('queue', 500);
  await mautic.contacts.upsert({ email: 'a@example.com' });
  expect(server.webhooks.queued).toBe(1);
  await server.webhooks.process();
  expect(server.webhooks.queued).toBe(0);
  expect(await mautic.hooks.get(1)).toMatchObject({ isPublished: false });
  await mautic.contacts.upsert({ email: 'b@example.com' });
  await server.webhooks.process();
  expect(receiver.calls).toHaveLength(1);
  await mautic.hooks.patch(1, { isPublished: true });
  expect(await mautic.hooks.get(1)).toMatchObject({ isPublished: true });
});

it('a merge shows as an update and a deletion', async () => {
  const { mautic, server } = await hooked('queue');
  server.addContact({ email: 'a@example.com' });
  server.addContact({ email: 'b@example.com' });
  await mautic.contacts.patch(1, { email: 'b@example.com' }, { onEmailTaken: 'merge' });
  await server.webhooks.process();
  expect(parseWebhook(server.webhooks.deliveries[0]?.body ?? '').map(({ event }) => event)).toEqual([
    'mautic.lead_post_save_update',
    'mautic.lead_post_delete',
  ]);
});

it('patching a hook adds events, replacing it also removes them', async () => {
  const { mautic } = await hooked('queue');
  await mautic.hooks.patch(1, { addTriggers: ['mautic.form_on_submit'] });
  expect((await mautic.hooks.get(1)).triggers).toEqual([...triggers, 'mautic.form_on_submit']);
  await mautic.hooks.replace(1, {
    name: 'H',
    webhookUrl: 'https://sync.test/hook',
    triggers: ['mautic.email_on_open'],
  });
  expect((await mautic.hooks.get(1)).triggers).toEqual(['mautic.email_on_open']);
});
