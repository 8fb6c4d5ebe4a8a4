import assert from 'node:assert/strict';
import type { ClientOptions } from '../../client-options.ts';
import type { Answer } from '../record-fetch.ts';
import { allOf, connect, type Connected, rejectionOf, serverFailure, silence } from './connect.ts';
import type { ConformanceCalls, ConformanceCase, ConformanceSubject } from './subject.ts';

type Call = (client: ConformanceCalls, signal: AbortSignal) => Promise<unknown>;

export function abortCases(subject: ConformanceSubject): ConformanceCase[] {
  const calls: [string, Call][] = [
    ['a read', async (client, signal) => await client.get(subject.id, { signal })],
    ['a write', async (client, signal) => await client.create({ signal })],
  ];
  if (subject.answers.list !== undefined)
    calls.push(['a list', async (client, signal) => await allOf(client.list?.({ signal }) ?? noList())]);

  const whileWaiting: ConformanceCase = {
    name: 'a read that is aborted between two attempts fails with the reason of its signal, and is not repeated',
    async run() {
      const controller = new AbortController();
      const reason = new Error('changed my mind');
      const sleep: ClientOptions['sleep'] = async (_milliseconds, signal) => {
        controller.abort(reason);
        signal?.throwIfAborted();
      };
      const connected = connect(subject, [serverFailure], { sleep });
      const error = await rejectionOf(connected.client.get(subject.id, { signal: controller.signal }));
      assert.equal(error, reason);
      assert.equal(connected.calls.length, 1);
    },
  };

  return calls
    .flatMap(([what, call]): ConformanceCase[] => [
      {
        name: `${what} with an aborted signal fails with the signal's own reason and sends nothing`,
        async run() {
          const reason = new Error('changed my mind');
          const connected = connect(subject, [silence]);
          assert.equal(await rejectionOf(call(connected.client, AbortSignal.abort(reason))), reason);
          assert.equal(connected.calls.length, 0, 'requests');
        },
      },
      {
        name: `${what} that is aborted under way fails with the signal's own reason`,
        async run() {
          const reason = new Error('changed my mind');
          const { connected, controller } = abortingWhenAsked(subject, reason);
          assert.equal(await rejectionOf(call(connected.client, controller.signal)), reason);
          assert.equal(connected.calls.length, 1, 'requests');
        },
      },
    ])
    .concat(whileWaiting);
}

function abortingWhenAsked(
  subject: ConformanceSubject,
  reason: Error,
): { connected: Connected; controller: AbortController } {
  const controller = new AbortController();
  const answer: Answer = async (request) => {
    queueMicrotask(() => controller.abort(reason));
    return await silence(request);
  };
  return { controller, connected: connect(subject, [answer]) };
}

function noList(): never {
  throw new Error('the subject has `answers.list` and no `list`');
}
