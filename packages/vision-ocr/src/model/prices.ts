import { addDecimal, multiplyDecimal } from '@unified-sync/money';
import type { TokenUsage } from './model-outcome.ts';

/** US dollars for a million tokens, as decimal text. */
export interface ModelPrice {
  input: string;
  cachedInput: string;
  /** @default the price of `input` */
  cacheWrite?: string;
  output: string;
}

/** Prices by model name without its date. */
export type PriceTable = Readonly<Record<string, ModelPrice>>;

/**
 * Prices of June 2026 (standard tier), as three price trackers reported them from OpenAI's page; OpenAI's SDK has
 * none. **Replace them** by the option `prices` with what your contract says. A model that is not in the table
 * has an unknown cost, not a cost of zero.
 */
export const defaultPrices: PriceTable = {
  'gpt-5.5': { input: '5', cachedInput: '0.5', output: '30' },
  'gpt-5.4': { input: '2.5', cachedInput: '0.25', output: '15' },
  'gpt-5.4-mini': { input: '0.75', cachedInput: '0.075', output: '4.5' },
  'gpt-5.4-nano': { input: '0.2', cachedInput: '0.02', output: '1.25' },
};

/** What a call cost, in US dollars; `null` where the price or the tokens are unknown. */
export function costUsd(model: string, usage: TokenUsage | null, prices: PriceTable): string | null {
  const price = prices[model] ?? prices[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')];
  if (price === undefined || usage === null) return null;
  const fresh = usage.inputTokens - usage.cachedInputTokens - usage.cacheWriteTokens;
  const parts: (readonly [number, string])[] = [
    [fresh, price.input],
    [usage.cachedInputTokens, price.cachedInput],
    [usage.cacheWriteTokens, price.cacheWrite ?? price.input],
    [usage.outputTokens, price.output],
  ];
  let millionths = '0';
  for (const [tokens, each] of parts)
    millionths = addDecimal(millionths, multiplyDecimal(String(tokens), each));
  return multiplyDecimal(millionths, '0.000001');
}
