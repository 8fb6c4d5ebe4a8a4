import type { RequestOptions } from '../request/request-options.ts';
import { isSecretHeader, isSecretName } from './secret-names.ts';

/** What a call sent under a secret's name: tokens that `authorize` fetched are in no list of secrets. */
export function secretsOf(headers: Headers, { query, json, body }: RequestOptions): string[] {
  const found: string[] = [];
  for (const [name, value] of headers) if (isSecretHeader(name)) found.push(value, ...longParts(value));
  for (const [name, value] of Object.entries(query ?? {})) if (isSecretName(name)) found.push(String(value));
  if (body instanceof URLSearchParams)
    for (const [name, value] of body) if (isSecretName(name)) found.push(value);
  if (typeof json === 'object' && json !== null)
    for (const [name, value] of Object.entries(json))
      if (isSecretName(name) && typeof value === 'string') found.push(value);
  return found;
}

/** `Bearer x`, `token key:secret` and `sid=x; theme=y` hold their secrets as parts; a scheme's name is short. */
const longParts = (value: string): string[] => value.split(/[\s:;,=]+/).filter((part) => part.length >= 8);
