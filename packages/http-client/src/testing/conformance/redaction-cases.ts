import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Answer } from '../record-fetch.ts';
import { brokenConnection, connect, rejectionOf } from './connect.ts';
import type { ConformanceCase, ConformanceSubject } from './subject.ts';

export function redactionCases(subject: ConformanceSubject): ConformanceCase[] {
  const said = (request: Request): string => [...request.headers.values(), ...subject.secrets].join(' ');
  const answers: [string, Answer][] = [
    [
      'an error answer',
      (request) => Response.json({ message: said(request), echo: [said(request)] }, { status: 422 }),
    ],
    ['a refusal of the credentials', (request) => Response.json({ message: said(request) }, { status: 401 })],
    ['an error page', (request) => new Response(`<p>${said(request)}</p>`, { status: 500 })],
    ['a broken connection', (request) => Object.assign(brokenConnection(said(request)), { request })],
    ['an answer that is no JSON', (request) => new Response(said(request))],
    ['an answer of another shape', (request) => Response.json([said(request)])],
  ];
  return answers.map(([what, answer]) => ({
    name: `no secret is shown by the error of ${what}: not in its message, stack, inspection or JSON`,
    async run() {
      for (const call of ['get', 'create'] as const) {
        const { client } = connect(subject, [answer], { maxRetries: 0 });
        const error = await rejectionOf(call === 'get' ? client.get(subject.id, {}) : client.create({}));
        assert(error instanceof Error, `expected an error, got ${String(error)}`);
        assert.deepEqual(
          leaks(subject.secrets, shown(error)),
          [],
          `secrets shown by ${error.name} of ${call}`,
        );
      }
    },
  }));
}

/** Everything that a log line could make out of an error. */
function shown(value: unknown): string {
  const texts = [inspect(value, { depth: Infinity, showHidden: true, getters: true }), String(value)];
  texts.push(JSON.stringify(value) ?? '');
  if (value instanceof Error)
    texts.push(value.message, value.stack ?? '', JSON.stringify(Object.entries(value)), shown(value.cause));
  return texts.join('\n');
}

/** A secret as it is, in base64, and in a URL. */
const leaks = (secrets: readonly string[], text: string): string[] =>
  secrets.filter((secret) =>
    [secret, btoa(secret).replace(/=+$/, ''), encodeURIComponent(secret)].some((form) => text.includes(form)),
  );
