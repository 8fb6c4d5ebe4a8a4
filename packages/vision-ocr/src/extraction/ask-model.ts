import { addDecimal } from '@unified-sync/money';
import type { DocumentContents } from '../document/document.ts';
import type { ModelInput } from '../model/model-input.ts';
import type { ModelAnswer } from '../model/model-outcome.ts';
import type { VisionModel } from '../model/vision-model.ts';
import { cacheKey } from './cache.ts';
import type { ExtractionUsage, ModelCall } from './extraction.ts';
import type { ExtractOptions } from './options.ts';

/** An answer, and whether it came from the cache. */
export interface Asked {
  answer: ModelAnswer;
  fromCache: boolean;
}

/** Asks a model about a document, unless it has answered before. Only what was read is kept. */
export async function askModel(
  model: VisionModel,
  { bytes, contents }: { bytes: Uint8Array; contents: DocumentContents },
  { cache, signal }: Pick<ExtractOptions, 'cache' | 'signal'>,
): Promise<Asked> {
  const key = cache === undefined ? '' : await cacheKey(bytes, model.id);
  const kept = await cache?.get(key);
  if (kept !== undefined) return { answer: kept, fromCache: true };
  const answer = await model.read(modelInput(bytes, contents), { signal });
  if (answer.outcome.kind === 'read') await cache?.set(key, answer);
  return { answer, fromCache: false };
}

/**
 * Pictures where the reader drew them: text that nobody sees then cannot reach the model, and servers that take
 * no PDF do. The file itself otherwise.
 */
function modelInput(bytes: Uint8Array, { pages }: DocumentContents): ModelInput {
  const images = pages.map(({ image }) => image).filter((image) => image !== null);
  return images.length > 0 && images.length === pages.length
    ? { kind: 'images', pages: images }
    : { kind: 'pdf', bytes };
}

/** Sums up what calls took. */
export function usageOf(asked: readonly Asked[]): ExtractionUsage {
  const calls = asked.map(({ answer, fromCache }): ModelCall => {
    const { outcome, ...rest } = answer;
    return { ...rest, outcome: outcome.kind, fromCache };
  });
  const paid = calls.filter(({ fromCache }) => !fromCache);
  return {
    calls,
    inputTokens: total(paid.map(({ usage }) => usage?.inputTokens ?? null)),
    outputTokens: total(paid.map(({ usage }) => usage?.outputTokens ?? null)),
    costUsd: paid.reduce<string | null>(
      (sum, { costUsd }) => (sum === null || costUsd === null ? null : addDecimal(sum, costUsd)),
      '0',
    ),
  };
}

const total = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
