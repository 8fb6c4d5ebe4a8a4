import type { Model } from '@unified-sync/sync-engine';
import { buildModel } from '../authority/build-model.ts';
import type { WorkerConfig } from '../config/check-config.ts';
import type { Connector } from '../connectors/connector.ts';
import type { Traffic } from '../traffic/create-traffic.ts';
import { createInvoiceNinjaConnector } from '../connectors/invoice-ninja/create-invoice-ninja-connector.ts';

/** The connectors of all configured connections, and the model that they make together. */
export interface Connected {
  readonly connectors: readonly Connector[];
  readonly model: Model;
}

export interface ConnectOptions {
  /** Stands around their requests. @default nothing does */
  readonly traffic?: Pick<Traffic, 'of'>;
  /** What a connection's requests go through. @default globalThis.fetch */
  readonly fetchOf?: (connection: string) => typeof globalThis.fetch;
}

/**
 * Makes a connector for each connection. Asks nobody.
 * @throws {ModelError} where mappings and authority do not fit together.
 */
export function connect(
  config: Pick<WorkerConfig, 'connections' | 'publicUrl' | 'recovery' | 'secrets'>,
  { traffic, fetchOf }: ConnectOptions = {},
): Connected {
  const connectors = Object.entries(config.connections).map(
    ([connection, { provider: _provider, ...settings }]) => {
      const secrets = config.secrets.connections[connection];
      if (secrets === undefined) throw new Error(`connection ${connection} has no secrets`);
      return createInvoiceNinjaConnector({
        connection,
        settings,
        secrets: {
          token: secrets.token,
          webhook: secrets.webhookSecret === undefined ? [] : [secrets.webhookSecret],
        },
        ...traffic?.of(connection),
        ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
        ...(fetchOf && { fetch: fetchOf(connection) }),
      });
    },
  );
  const hub = { longestRequest: config.recovery.directusRequestSeconds * 1_000 };
  const model = buildModel({ invoiceNinja: connectors.map((one) => one.ninjaMappings) }, hub);
  return { connectors, model };
}
