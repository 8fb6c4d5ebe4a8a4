import { SideUnavailable, type Side } from '@unified-sync/sync-engine';
import type { Connector } from '../connectors/connector.ts';
import type { Log } from '../log.ts';
import type { PostgresStore } from '../store/postgres-store.ts';

/** A connection opens another account than at its first contact: nothing is read from it, nothing written to it. */
export class AccountMismatchError extends Error {
  override readonly name = 'AccountMismatchError';

  constructor(connection: string) {
    super(
      `${connection} opens another account than at its first contact: its address or its token is that of ` +
        `somebody else. Give it its own again, or give the other account a connection with a name of its own.`,
    );
  }
}

export interface AccountGate {
  /** The side; before its first use the account is asked for, and an account that is not known is no account. */
  guard(connection: string, side: Side): Side;
  /** @throws {AccountMismatchError} */
  verify(): Promise<void>;
}

/** Lets nobody through to an account that is not the one of the first contact. */
export function createAccountGate(options: {
  readonly connectors: readonly Connector[];
  readonly store: Pick<PostgresStore, 'rememberAccount'>;
  readonly log: Log;
}): AccountGate {
  const { connectors, store, log } = options;
  const checks = new Map(connectors.map((connector) => [connector.connection, once(checkOf(connector))]));

  function checkOf(connector: Connector): () => Promise<void> {
    const { connection } = connector;
    return async () => {
      const found = await connector.fingerprint();
      if ((await store.rememberAccount(connection, found)) !== found)
        throw new AccountMismatchError(connection);
    };
  }

  /** Why the account cannot be used now; `undefined`: it can. */
  async function trouble(connection: string): Promise<string | undefined> {
    try {
      await checks.get(connection)?.();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  return {
    async verify() {
      for (const [connection, check] of checks)
        await check().catch((error: unknown) => {
          if (error instanceof AccountMismatchError) throw error;
          const cause = error instanceof Error ? error.message : String(error);
          log.warn('the account could not be asked for and is asked for again', { connection, cause });
        });
    },
    guard(connection, side) {
      const orUnavailable = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
        const cause = await trouble(connection);
        if (cause !== undefined) throw new SideUnavailable(cause);
        return await ask();
      };
      return {
        async look(ids) {
          const cause = await trouble(connection);
          return cause === undefined ? await side.look(ids) : ids.map(() => ({ kind: 'unknown', cause }));
        },
        async write(requests) {
          const cause = await trouble(connection);
          return cause === undefined
            ? await side.write(requests)
            : requests.map(() => ({ kind: 'not_sent', cause }));
        },
        findByKey: async (key) => await orUnavailable(async () => await side.findByKey(key)),
        findByFields: async (queries) => await orUnavailable(async () => await side.findByFields(queries)),
        list: async (listing) => await orUnavailable(async () => await side.list(listing)),
        listIds: async () => await orUnavailable(async () => await side.listIds()),
      };
    },
  };
}

/** Succeeds once for all; a failure is tried again, but for another account, which stays one. */
function once(check: () => Promise<void>): () => Promise<void> {
  let known: Promise<void> | undefined;
  return async () => {
    const asking = (known ??= check());
    try {
      await asking;
    } catch (error) {
      if (!(error instanceof AccountMismatchError) && known === asking) known = undefined;
      throw error;
    }
  };
}
