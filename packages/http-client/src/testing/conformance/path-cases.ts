import assert from 'node:assert/strict';
import { connect } from './connect.ts';
import type { ConformanceCase, ConformanceSubject } from './subject.ts';

/** Ids that would mean another path, if they were written into one as they are. */
const hostile = ['../admin', 'a/b', 'a?b=c', 'a#b', '..', '%2e%2e/x', ''];

export function pathCases(subject: ConformanceSubject): ConformanceCase[] {
  return [
    {
      name: 'an id cannot change the path of a call: it is one encoded segment, or refused before anything is sent',
      async run() {
        const usual = await pathOf(subject, subject.id);
        assert(usual !== undefined, 'the usual id is sent');
        for (const id of hostile) {
          const sent = await pathOf(subject, id);
          if (sent === undefined) continue;
          assert.equal(
            sent,
            usual.replace(encodeURIComponent(subject.id), encodeURIComponent(id)),
            `id ${id}`,
          );
        }
      },
    },
  ];
}

/** Where `get` went; undefined when it refused the id. */
async function pathOf(subject: ConformanceSubject, id: string): Promise<string | undefined> {
  const { client, calls } = connect(subject, [subject.answers.record]);
  try {
    await client.get(id, {});
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    assert.equal(calls.length, 0, 'requests for an id that is refused');
    return undefined;
  }
  const [call] = calls;
  assert(call, 'nothing was sent');
  return `${call.url.pathname}${call.url.search}${call.url.hash}`;
}
