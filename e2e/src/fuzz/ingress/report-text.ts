import type { Call } from './call.ts';
import type { FuzzReport } from './fuzz-ingress.ts';
import { callsOfRound } from './play-round.ts';

/** Bytes by which memory may grow behind the warm-up. */
export const mostGrowth = 16 * 1024 * 1024;

/** Everything that is wrong, one line each; none: the run is green. */
export function failuresOf(report: FuzzReport, seed: number): string[] {
  const { problems, missing, memory } = report;
  const growth = memory === undefined ? 0 : memory.end - memory.start;
  return [
    ...problems
      .slice(0, 10)
      .map(({ what, round, index }) =>
        [
          what,
          ...(index === undefined ? [] : [callText(callsOfRound(seed, round)[index])]),
          `replay: pnpm fuzz --seed ${seed} --from ${round} --bodies 1000`,
        ].join('\n    '),
      ),
    ...missing.map((name) => `never occurred: ${name}`),
    ...(growth > mostGrowth ? [`memory grew by ${megabytes(growth)}`] : []),
  ];
}

/** What a run has shown, for people. */
export function reportText({ bodies, seconds, classes, answers, memory }: FuzzReport): string {
  return [
    `${bodies} bodies in ${seconds.toFixed(0)} s: ${Math.round(bodies / seconds)} bodies/s`,
    '',
    'answers',
    ...counts(answers),
    '',
    'classes',
    ...counts(classes),
    '',
    memory === undefined
      ? 'memory: not measured, the run was too short'
      : `memory: ${megabytes(memory.start)} behind the warm-up, ${megabytes(memory.end)} at the end, growth ${megabytes(memory.end - memory.start)}`,
  ].join('\n');
}

const counts = (of: ReadonlyMap<string, number>): string[] =>
  [...of]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`);

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const callText = (call: Call | undefined): string =>
  call === undefined
    ? 'no such call'
    : `${call.method} ${call.target.slice(0, 200)} ${JSON.stringify(call.headers).slice(0, 300)} ${call.framing}: ${JSON.stringify(call.body.toString('latin1').slice(0, 200))} [${call.classes.join('; ')}]`;
