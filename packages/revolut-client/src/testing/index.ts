/**
 * # Testing your own code against Revolut Business
 *
 * A mock that keeps state and behaves as the real one does, misbehaviour included: a refresh kills the access
 * token before it, a `request_id` that was used is a 400 and not the first answer, `to` is exclusive and many
 * rows share one moment, webhooks say little and come up to four times, ids are not always UUIDs, and errors
 * have five shapes.
 *
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { createRevolutServer } from '@unified-sync/revolut-client/testing';
 *
 * const server = createRevolutServer({ seed: 7 });
 * const msw = setupServer(...server.handlers);
 * beforeAll(() => msw.listen());
 * afterAll(() => msw.close());
 *
 * it('imports transactions', async () => {
 *   const account = server.addAccount({ currency: 'EUR', balance: 100 });
 *   server.addTransaction({ legs: [{ leg_id: 'l', account_id: account.id, amount: -5, currency: 'EUR' }] });
 *   await myImport({ environment: server.environment, auth: server.auth });
 * });
 * ```
 *
 * - `server.auth` is an application with a grant; `server.grants` gives codes and takes grants back.
 * - `server.changeState(id, 'completed')` is the bank at the other end.
 * - `server.webhooks` shows every try; `flush({ all: true })` sends what waits, the retries included.
 * - `server.faults.next(lostAnswer)` and the option `faults` break requests.
 * - `serve(server)` listens on a port, for other processes.
 *
 * @packageDocumentation
 */
export type { Grant, Grants } from './auth/grants.ts';
export type { RequestRecord } from './http/respond.ts';
export { createRevolutServer, type RevolutServer, type RevolutServerOptions } from './revolut-server.ts';
export type { SeedOptions } from './seed-business.ts';
export { serve } from './serve.ts';
export type { Clock } from './store/clock.ts';
export type { Database } from './store/database.ts';
export type { Table } from './store/table.ts';
export type { Attempt, Webhooks } from './webhooks/webhooks.ts';
