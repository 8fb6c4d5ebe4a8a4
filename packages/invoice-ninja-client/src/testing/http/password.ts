import type { Clock } from '../store/clock.ts';
import { refused } from './api-failure.ts';
import type { ApiRequest } from './api-request.ts';

/** Asks for the password of a protected route; one good answer counts for half an hour. */
export type PasswordCheck = (request: ApiRequest) => void;

const kept = 30 * 60_000;

export function createPasswordCheck(clock: Clock): PasswordCheck {
  const lastGood = new Map<string, number>();
  return ({ headers, principal }) => {
    const { userId, company } = principal;
    const user = `${company.id}/${userId}`;
    const known = lastGood.get(user);
    if (known !== undefined && clock.now() - known < kept) return;
    if (givenIn(headers) !== company.password) throw refused(412, 'Invalid Password');
    lastGood.set(user, clock.now());
  };
}

function givenIn(headers: Headers): string | undefined {
  const plain = headers.get('x-api-password');
  if (plain !== null) return plain;
  const encoded = headers.get('x-api-password-base64');
  return encoded === null ? undefined : Buffer.from(encoded, 'base64').toString();
}
