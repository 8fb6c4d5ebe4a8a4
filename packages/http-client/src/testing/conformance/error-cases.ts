import assert from 'node:assert/strict';
import { ApiError } from '../../api-error.ts';
import { brokenConnection, connect, rejectionOf, silence } from './connect.ts';
import { assertCode } from './retry-cases.ts';
import type { ConformanceCase, ConformanceSubject } from './subject.ts';

export function errorCases(subject: ConformanceSubject): ConformanceCase[] {
  const { id, answers } = subject;
  const once = { maxRetries: 0 };
  const mapped = Object.entries(answers.errors).map(([code, answer]) => ({
    name: `the provider's own answer for "${code}" becomes that error, with its status and the call's name`,
    async run() {
      const { client, calls } = connect(subject, [answer], once);
      const error = await rejectionOf(client.get(id, {}));
      assert(ApiError.isInstance(error), `expected an ApiError, got ${String(error)}`);
      assertCode(error, code);
      assert.equal(error.status, answer().status);
      assert.equal(error.method, calls[0]?.method);
      assert(error.provider !== '' && error.path.startsWith('/'), 'the error names no provider or path');
      assert(!error.path.includes('?'), 'the path of an error has no query string');
    },
  }));

  return [
    ...mapped,
    {
      name: 'what a provider refuses is no reason to send it again',
      async run() {
        for (const code of ['authentication', 'permission', 'not_found', 'validation'] as const) {
          const { client, calls } = connect(subject, [answers.errors[code]]);
          const error = await rejectionOf(client.get(id, {}));
          assert(ApiError.isInstance(error) && !error.retryable, `${code} is not retryable`);
          assert.equal(calls.length, 1, `requests after ${code}`);
        }
      },
    },
    {
      name: 'the error page of a proxy is a server error, not a crash of the JSON parser',
      async run() {
        const { client } = connect(subject, [page], once);
        assertCode(await rejectionOf(client.get(id, {})), 'server');
      },
    },
    {
      name: 'a broken connection is a retryable network error',
      async run() {
        const { client } = connect(subject, [() => brokenConnection()], once);
        const error = await rejectionOf(client.get(id, {}));
        assertCode(error, 'network');
        assert(ApiError.isInstance(error) && error.retryable, 'retryable');
      },
    },
    {
      name: 'no answer within `timeout` is a timeout error',
      async run() {
        const { client } = connect(subject, [silence], { ...once, timeout: 10 });
        assertCode(await rejectionOf(client.get(id, {})), 'timeout');
      },
    },
  ];
}

const page = (): Response =>
  new Response('<html><h1>502 Bad Gateway</h1></html>', {
    status: 502,
    headers: { 'content-type': 'text/html' },
  });
