import type { Hunt } from './hunt-mutant.ts';

/** The table of guards with the seed that fails without each of them. */
export function mutationsText(hunts: readonly Hunt[]): string {
  return [
    '| law | guard switched off | mutant | seed | broken invariant |',
    '| --- | --- | --- | ---: | --- |',
    ...hunts.map(row),
  ].join('\n');
}

const row = ({ mutant: { law, guard, name }, killed, tried }: Hunt): string =>
  `| ${law} | ${guard} | \`${name}\` | ${killed?.seed ?? `**survives ${tried} seeds**`} | ${killed === null ? '' : `(${killed.invariant})`} |`;
