import { signHmac } from '@unified-sync/http-client';
import { expect, it } from 'vitest';
import { parseWebhook, webhookKey } from '../webhooks/parse-webhook.ts';
import { verifyWebhook } from '../webhooks/verify-webhook.ts';
import { collect, failureOf, minutes, movable, startBusiness } from './testing/business.ts';

/** An own vector, made with `openssl dgst -sha256 -hmac`. */
const secret = 'wsk_4Fq0zT1mVv3nXb8kYc7uJd2eLh5sRa6g';
const timestamp = '1767225600123';
const body =
  '{"event":"TransactionStateChanged","timestamp":"2026-01-01T00:00:00.000001Z","data":{"id":"9a6434d8-3581-4faa-988b-48875e785be7","request_id":"RE-1","old_state":"pending","new_state":"completed"}}';
const signature = 'v1=1c676aa8f52e89ad5c2ab0946ae53265ab4f91aba18fc6646c4b26960f5b9f12';

const now = () => Number(timestamp);
const signed = { 'Revolut-Signature': signature, 'Revolut-Request-Timestamp': timestamp };

it('takes what the signature fits, as text and as bytes, whatever the case of the headers', async () => {
  const bytes = new TextEncoder().encode(body);
  expect(await verifyWebhook({ headers: signed, body, secrets: [secret], now })).toBe(true);
  expect(await verifyWebhook({ headers: new Headers(signed), body: bytes, secrets: [secret], now })).toBe(
    true,
  );
});

it.each([
  ['no headers', {}],
  ['no signature', { 'Revolut-Request-Timestamp': timestamp }],
  ['an empty signature', { ...signed, 'Revolut-Signature': '' }],
  ['no timestamp', { 'Revolut-Signature': signature }],
  [
    'the header of another provider',
    { 'X-Revolut-Signature': signature, 'Revolut-Request-Timestamp': timestamp },
  ],
  ['a signature without its version', { ...signed, 'Revolut-Signature': signature.slice(3) }],
  ['another version', { ...signed, 'Revolut-Signature': signature.replace('v1', 'v2') }],
])('trap 7: an unsigned delivery does not pass: %s', async (_name, headers) => {
  expect(await verifyWebhook({ headers, body, secrets: [secret], now })).toBe(false);
});

it('trap 8: printed JSON is another text', async () => {
  const spaced = JSON.stringify(JSON.parse(body), null, 1);
  expect(await verifyWebhook({ headers: signed, body: spaced, secrets: [secret], now })).toBe(false);
});

it('trap 8: one of several signatures is enough, with one of several secrets', async () => {
  const headers = { ...signed, 'Revolut-Signature': `v1=${'0'.repeat(64)}, ${signature}` };
  expect(await verifyWebhook({ headers, body, secrets: ['wsk_new', secret], now })).toBe(true);
  expect(await verifyWebhook({ headers, body, secrets: ['wsk_new'], now })).toBe(false);
});

it.each([
  [minutes(5), true],
  [minutes(5) + 1, false],
  [-minutes(5), true],
  [-minutes(5) - 1, false],
])(
  'trap 8: the timestamp is in milliseconds, and good for five minutes: %i ms is %o',
  async (offset, isGood) => {
    const later = () => now() + offset;
    expect(await verifyWebhook({ headers: signed, body, secrets: [secret], now: later })).toBe(isGood);
  },
);

it('trap 8: a timestamp in seconds, or one that was changed, does not pass', async () => {
  const seconds = '1767225600';
  const headers = {
    'Revolut-Request-Timestamp': seconds,
    'Revolut-Signature': `v1=${await signHmac({ secret, payload: `v1.${seconds}.${body}` })}`,
  };
  expect(await verifyWebhook({ headers, body, secrets: [secret], now })).toBe(false);
  const moved = { ...signed, 'Revolut-Request-Timestamp': String(Number(timestamp) + 1) };
  expect(await verifyWebhook({ headers: moved, body, secrets: [secret], now })).toBe(false);
});

it('says that a secret is missing, also to a delivery without a signature', async () => {
  await expect(verifyWebhook({ headers: {}, body, secrets: [] })).rejects.toThrow(TypeError);
  await expect(verifyWebhook({ headers: signed, body, secrets: [''], now })).rejects.toThrow(TypeError);
});

it('trap 9: a change of state has no legs; the transaction is read', async () => {
  const event = parseWebhook(body);
  expect(event).toMatchObject({ event: 'TransactionStateChanged', data: { new_state: 'completed' } });
  expect(event.data).not.toHaveProperty('legs');
});

it('trap 9: an event that does not exist yet is handed on, not guessed', () => {
  const data = { id: '1' };
  const text = JSON.stringify({ event: 'PaymentCompleted', timestamp: '2026-01-01T00:00:00Z', data });
  expect(parseWebhook(text)).toEqual({
    event: 'unknown',
    name: 'PaymentCompleted',
    timestamp: '2026-01-01T00:00:00Z',
    data,
  });
});

it.each(['', 'null', '[]', '{"event":"TransactionCreated"}', body.replace('"new_state"', '"newState"')])(
  'refuses the body %s',
  (text) => {
    expect(() => parseWebhook(text)).toThrow(TypeError);
  },
);

it('the same event has the same key, and a later one of the transaction another', () => {
  const key = webhookKey(parseWebhook(body));
  expect(webhookKey(parseWebhook(body))).toBe(key);
  expect(webhookKey(parseWebhook(body.replace('"completed"', '"reverted"')))).not.toBe(key);
});

/** A business with a subscription, and a receiver that answers what it is told. */
async function subscribed(statuses: number[] = []) {
  const clock = movable();
  const received: { headers: Headers; body: string }[] = [];
  const business = startBusiness({
    now: clock.now,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      received.push({ headers: request.headers, body: await request.text() });
      return new Response(null, { status: statuses.shift() ?? 204 });
    },
  });
  const revolut = business.client();
  const account = business.server.addAccount({ currency: 'EUR', balance: 100 });
  const webhook = await revolut.webhooks.create({ url: 'https://sync.example.com/revolut' });
  const pay = () =>
    business.server.addTransaction({
      state: 'pending',
      legs: [{ leg_id: 'l', account_id: account.id, amount: -10, currency: 'EUR' }],
    });
  return { ...business, clock, received, revolut, webhook, pay };
}

it('a delivery of the mock is signed as the real one', async () => {
  const { server, received, webhook, clock, pay } = await subscribed();
  const { id } = pay();
  server.changeState(id, 'completed');
  await server.webhooks.settled();
  expect(received).toHaveLength(2);
  for (const delivery of received)
    expect(await verifyWebhook({ ...delivery, secrets: [webhook.signing_secret], now: clock.now })).toBe(
      true,
    );
  const events = received.map((delivery) => parseWebhook(delivery.body));
  expect(events.map(({ event }) => event)).toEqual(['TransactionCreated', 'TransactionStateChanged']);
});

it('a delivery is tried four times, ten minutes apart, and then stands in the failed events', async () => {
  const { server, revolut, received, webhook, clock, pay } = await subscribed([500, 500, 500, 500]);
  pay();
  await server.webhooks.settled();
  for (const [tries, wait] of [
    [1, 9],
    [2, 1],
    [3, 10],
    [4, 10],
    [4, 60],
  ] as const) {
    clock.advance(minutes(wait));
    await server.webhooks.flush();
    expect(received).toHaveLength(tries);
  }
  const [failed] = await collect(revolut.webhooks.failedEvents(webhook.id));
  expect(failed).toMatchObject({ webhook_id: webhook.id });
  expect(parseWebhook(JSON.stringify(failed?.payload)).event).toBe('TransactionCreated');
});

it('during a rotation both secrets sign; by Revolut’s default the old one dies at once', async () => {
  const { server, revolut, received, webhook, clock, pay } = await subscribed();
  const old = webhook.signing_secret;
  const { signing_secret: fresh } = await revolut.webhooks.rotateSigningSecret(webhook.id, {
    expirationPeriod: 'P1D',
  });
  pay();
  await server.webhooks.settled();
  for (const each of [old, fresh])
    expect(
      await verifyWebhook({ ...received[0]!, secrets: [each], now: clock.now }), // oxlint-disable-line typescript/no-non-null-assertion -- delivered just above
    ).toBe(true);
  await revolut.webhooks.rotateSigningSecret(webhook.id, { expirationPeriod: 'P0D' });
  pay();
  await server.webhooks.settled();
  const last = received.at(-1)!; // oxlint-disable-line typescript/no-non-null-assertion -- delivered just above
  expect(await verifyWebhook({ ...last, secrets: [old, fresh], now: clock.now })).toBe(false);
});

it('the secret is shown by create, get and rotate alone', async () => {
  const { revolut, webhook } = await subscribed();
  const [listed] = await collect(revolut.webhooks.list());
  expect(listed).not.toHaveProperty('signing_secret');
  const updated = await revolut.webhooks.update(webhook.id, { events: ['PayoutLinkCreated'] });
  expect(updated).not.toHaveProperty('signing_secret');
  expect((await revolut.webhooks.get(webhook.id)).signing_secret).toBe(webhook.signing_secret);
  await revolut.webhooks.delete(webhook.id);
  expect(await failureOf(revolut.webhooks.get(webhook.id))).toMatchObject({ name: 'NotFoundError' });
});
