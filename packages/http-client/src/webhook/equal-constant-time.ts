import { bytesOf } from './hmac-key.ts';

/**
 * Compares two texts, such as a shared-secret header with the configured secret, without telling by the time taken how
 * much of them is equal: every byte is looked at, whatever the ones before were. The time does tell how long they are.
 *
 * Without WebCrypto on purpose: a comparison of two signatures there is three jobs for other threads, which cost a
 * receiver of webhooks more than everything else that it does for a call.
 */
export function equalConstantTime(a: string, b: string): boolean {
  const [left, right] = [bytesOf(a), bytesOf(b)];
  // oxlint-disable no-bitwise -- branches on what is compared would take different times
  let difference = left.length ^ right.length;
  const most = Math.max(left.length, right.length);
  for (let at = 0; at < most; at += 1) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
  // oxlint-enable no-bitwise
  return difference === 0;
}
