import { inspect } from 'node:util';
import { type Answer, manualClock, recordFetch } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { createErpnextClient } from '../erpnext-client.ts';
import { frappeErrorType } from '../map-error.ts';

function answering(answer: Answer) {
  const { fetch, calls } = recordFetch(answer);
  const { sleep, now } = manualClock();
  const auth = { type: 'token', apiKey: 'the-key', apiSecret: 'the-secret' } as const;
  const erp = createErpnextClient({ baseUrl: 'https://erp.test', auth, fetch, sleep, now, apiVersion: 'v2' });
  return { customers: erp.documents('Customer'), calls };
}
const failure = (status: number, type: string, message: string) => () =>
  Response.json(
    { errors: [{ type, message, exception: `Traceback\n  password = "hidden"\n${type}: ${message}` }] },
    { status },
  );
const rejected = async (promise: Promise<unknown>): Promise<unknown> =>
  await promise.then(
    () => undefined,
    (error: unknown) => error,
  );

it.each([
  ['TimestampMismatchError', 417, 'conflict'],
  ['UniqueValidationError', 417, 'conflict'],
  ['UpdateAfterSubmitError', 417, 'conflict'],
  ['MandatoryError', 417, 'validation'],
  ['FrappeTypeError', 417, 'validation'],
  ['DuplicateEntryError', 409, 'conflict'],
  ['DoesNotExistError', 404, 'not_found'],
  ['CSRFTokenError', 400, 'authentication'],
  ['InReadOnlyMode', 503, 'server'],
])('5: %s is a %d and becomes %s', async (type, status, code) => {
  const { customers, calls } = answering(failure(status, type, 'x'));
  const error = await rejected(customers.create({ customer_name: 'Ada' }));
  expect(error).toMatchObject({ code, status });
  expect(frappeErrorType(error)).toBe(type);
  expect(calls).toHaveLength(1);
});

it('5: a validation error of a read is not sent again', async () => {
  const { customers, calls } = answering(failure(417, 'ValidationError', 'x'));
  await expect(customers.get('Ada')).rejects.toMatchObject({ retryable: false });
  expect(calls).toHaveLength(1);
});

it('14: messages of v1 are JSON in JSON, without their HTML; mandatory fields are named', async () => {
  const body = {
    exc_type: 'MandatoryError',
    exception: 'frappe.exceptions.MandatoryError: [Customer, X]: customer_type, territory',
    exc: '["Traceback\\n  secret_value = 42"]',
    _server_messages: JSON.stringify([
      JSON.stringify({
        message: 'Could not save <a href="/app/x"><b>Ada &amp; Co</b></a>',
        title: 'Message',
      }),
      JSON.stringify({ message: '[Customer, X]: customer_type, territory' }),
    ]),
  };
  const { customers } = answering(() => Response.json(body, { status: 417 }));
  const error = await rejected(customers.get('Ada'));
  expect(error).toMatchObject({ fields: { customer_type: ['is mandatory'], territory: ['is mandatory'] } });
  expect(String(error)).toContain('Could not save Ada & Co');
  expect(inspect(error, { depth: 9 })).not.toMatch(/secret_value|<a |Traceback/);
});

it('14: a traceback is in no error, whatever the status', async () => {
  for (const status of [401, 403, 404, 409, 417, 429, 500, 503]) {
    const { customers } = answering(failure(status, 'SomeError', 'x'));
    expect(inspect(await rejected(customers.create({ customer_name: 'x' })), { depth: 9 })).not.toContain(
      'hidden',
    );
  }
});

it.each([405, 413, 502])(
  '17: the HTML page of a %d is an error with its status, not a crash',
  async (status) => {
    const { customers } = answering(() => new Response('<!doctype html><title>x</title>', { status }));
    await expect(customers.get('Ada')).rejects.toMatchObject({ status, provider: 'erpnext' });
  },
);

it('takes a 404 that is no answer of Frappe for a wrong address, not for a missing document', async () => {
  const { customers } = answering(() => new Response('<h1>Not Found</h1>', { status: 404 }));
  await expect(customers.get('Ada')).rejects.toMatchObject({ code: 'http_status' });
});
