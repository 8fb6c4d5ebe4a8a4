import { describe } from 'vitest';
import type { Harness } from './harness.ts';
import { readingConformance } from './reading-conformance.ts';
import { writingConformance } from './writing-conformance.ts';

/**
 * What the engine takes for granted of every connector's streams, whatever the provider.
 *
 * @param makeHarness gives a fresh provider each time.
 */
export function connectorConformance(stream: string, makeHarness: () => Harness): void {
  describe(`${stream}: reading`, () => {
    readingConformance(makeHarness);
  });
  describe(`${stream}: writing`, () => {
    writingConformance(makeHarness);
  });
}
