import { expect, it } from 'vitest';
import { contactsToSend } from './contacts.ts';

it('sends the primary contact first, since the server makes the first one primary', () => {
  const known = [
    { id: 'b', is_primary: false },
    { id: 'a', is_primary: true },
  ];
  expect(
    contactsToSend('x', known, { merge: [{ id: 'b', email: 'b@a.test' }, { email: 'c@a.test' }] }),
  ).toEqual([{ id: 'a' }, { id: 'b', email: 'b@a.test' }, { email: 'c@a.test' }]);
});
