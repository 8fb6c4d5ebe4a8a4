import type { RequestOptions } from './request-options.ts';

/** @throws {TypeError} when both bodies are given, or a number is `NaN` or infinite: JSON would send `null` for it. */
export function requestBody({ json, body }: RequestOptions): RequestOptions['body'] {
  if (json === undefined) return body;
  if (body !== undefined)
    throw new TypeError('json and body: expected one of them, got both. Leave one out.');
  return JSON.stringify(json, finite);
}

function finite(name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(
      `json: expected a finite number in ${name || 'the body'}, got ${value}. Correct it or leave it out.`,
    );
  return value;
}
