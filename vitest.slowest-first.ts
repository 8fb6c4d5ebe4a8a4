import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files of half a minute and more, the longest first. */
const slowest = [
  'mutations/killing-seeds.test.ts',
  'ingress/fuzz-ingress.test.ts',
  'image/src/dockerfile.test.ts',
  'backfill/backfill.test.ts',
  'worker/shutdown.test.ts',
  'triggers/three-ways.test.ts',
  'triggers/killed-reader.test.ts',
  'worker/open-breaker.test.ts',
  'worker/killed-worker.test.ts',
  'simulation/simulation.test.ts',
];

/** A checkout that was never tested does not know how long its files take: one of these at the end would run alone. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- no array's, but the sequencer's own
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => placeOf(left) - placeOf(right));
  }
}

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = slowest.findIndex((name) => moduleId.endsWith(name));
  return place === -1 ? slowest.length : place;
};
