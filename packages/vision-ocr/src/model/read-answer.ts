import { modelInvoiceSchema } from './model-invoice.ts';
import type { ModelOutcome } from './model-outcome.ts';

/** Reads the text of an answer: JSON of the asked shape, or an outcome that says what it is instead. */
export function readAnswer(text: string): ModelOutcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What it says is not quoted: it may be the invoice.
    return { kind: 'invalid_answer', issues: ['The answer is no JSON.'] };
  }
  const parsed = modelInvoiceSchema.safeParse(value);
  if (parsed.success) return { kind: 'read', document: parsed.data };
  const issues = parsed.error.issues.slice(0, 20);
  return { kind: 'invalid_answer', issues: issues.map(({ path, code }) => `${path.join('.')}: ${code}`) };
}
