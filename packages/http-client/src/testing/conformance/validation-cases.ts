import assert from 'node:assert/strict';
import type { ApiError } from '../../api-error.ts';
import { connect, rejectionOf } from './connect.ts';
import { assertCode } from './retry-cases.ts';
import type { ConformanceCase, ConformanceSubject } from './subject.ts';

export function validationCases(subject: ConformanceSubject): ConformanceCase[] {
  const { id, answers } = subject;
  return [
    {
      name: 'an answer of the right shape is given out in both modes, without a warning',
      async run() {
        const warnings: ApiError[] = [];
        const onShapeWarning = (error: ApiError): number => warnings.push(error);
        const strict = connect(subject, [answers.record()]).client;
        const warn = connect(subject, [answers.record()], { validate: 'warn', onShapeWarning }).client;
        assert.deepEqual(await warn.get(id, {}), await strict.get(id, {}));
        assert.deepEqual(warnings, []);
      },
    },
    {
      name: 'an answer of another shape is refused by default, and the error says where it differs',
      async run() {
        const error = await rejectionOf(connect(subject, [answers.misshapen]).client.get(id, {}));
        assertShapeError(error);
      },
    },
    {
      name: 'an answer of another shape is given out and reported with `validate: "warn"`',
      async run() {
        const warnings: ApiError[] = [];
        const onShapeWarning = (error: ApiError): number => warnings.push(error);
        const { client } = connect(subject, [answers.misshapen], { validate: 'warn', onShapeWarning });
        await client.get(id, {});
        assert.equal(warnings.length, 1, 'warnings');
        assertShapeError(warnings[0]);
      },
    },
    {
      name: 'an answer that is no JSON is refused in both modes',
      async run() {
        for (const validate of ['strict', 'warn'] as const) {
          const { client } = connect(subject, [() => new Response('<html>')], { validate });
          assertShapeError(await rejectionOf(client.get(id, {})));
        }
      },
    },
  ];
}

function assertShapeError(error: unknown): void {
  assertCode(error, 'response_shape');
  // Not `instanceof`: the client may have another copy of this package.
  assert(
    error instanceof Error && 'issues' in error && Array.isArray(error.issues),
    'the error has no issues',
  );
  assert.notEqual(error.issues.length, 0, 'no issue is named');
}
