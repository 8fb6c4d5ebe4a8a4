import type { Call } from '../request/call.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { secretsOf } from './sent-secrets.ts';

/** Removes the client's secrets, and the ones that this call sent with `headers`. Only made for errors. */
export function callRedactor(call: Call, headers: Headers): Redactor {
  return createRedactor([...(call.settings.secrets ?? []), ...secretsOf(headers, call.options)]);
}
