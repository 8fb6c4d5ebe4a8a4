import type { ModelAnswer } from '../model/model-outcome.ts';

/**
 * Keeps what a model answered, so that the same file is not asked and paid for twice. Checks are not kept: they
 * run again, by the rules of the day.
 */
export interface ExtractionCache {
  get(key: string): Promise<ModelAnswer | undefined>;
  set(key: string, answer: ModelAnswer): Promise<void>;
}

/** A cache in memory, for tests and short-lived processes. */
export function createMemoryCache(): ExtractionCache {
  const answers = new Map<string, ModelAnswer>();
  return {
    get: (key) => Promise.resolve(answers.get(key)),
    set: async (key, answer) => {
      answers.set(key, answer);
      return await Promise.resolve();
    },
  };
}

/**
 * The key of a file and a model: SHA-256 over the bytes and the model's `id`, which has the version of the
 * schema in it. The same for the same content, whatever the file is called.
 *
 * @returns 64 hexadecimal digits.
 */
export async function cacheKey(bytes: Uint8Array, modelId: string): Promise<string> {
  const content = await sha256(bytes);
  return hex(await sha256(new TextEncoder().encode(`${hex(content)} ${modelId}`)));
}

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
