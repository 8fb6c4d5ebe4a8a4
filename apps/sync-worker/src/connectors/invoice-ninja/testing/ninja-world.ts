import { manualClock, type ManualClock } from '@unified-sync/http-client/testing';
import {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  type InvoiceNinjaServerOptions,
} from '@unified-sync/invoice-ninja-client/testing';
import { getResponse } from 'msw';
import {
  createInvoiceNinjaConnector,
  type InvoiceNinjaConnector,
  type InvoiceNinjaConnectorOptions,
} from '../create-invoice-ninja-connector.ts';
import { ninjaSettings, type NinjaSettingsInput } from '../settings.ts';

/** Id of the owner company in tests. */
export const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';

/** A mock of Invoice Ninja, a connector to it, and a clock that both share. */
export interface NinjaWorld {
  readonly server: InvoiceNinjaServer;
  readonly connector: InvoiceNinjaConnector;
  readonly clock: ManualClock;
  /** Requests to the provider, in order, as `POST /invoices`. */
  readonly sent: readonly string[];
  /** Another connector of the same connection, as another worker has it. */
  reconnect(): InvoiceNinjaConnector;
  /** True: no connection can be made. */
  refuseConnections: boolean;
  /** Takes part in the address of every request, e.g. to make the provider an older one. @default as it is */
  rewrite: (url: URL) => void;
  /** Bodies of all writes, in order, parsed. */
  readonly bodies: readonly unknown[];
}

export interface NinjaWorldOptions {
  readonly settings?: Partial<NinjaSettingsInput>;
  readonly connector?: Partial<InvoiceNinjaConnectorOptions>;
  readonly server?: InvoiceNinjaServerOptions;
}

/** Makes a world of its own: nothing is intercepted, the connector is given its `fetch`. */
export function createNinjaWorld({
  settings,
  connector,
  server: serverOptions,
}: NinjaWorldOptions = {}): NinjaWorld {
  const clock = manualClock();
  const server = createInvoiceNinjaServer({
    now: clock.now,
    company: { settings: { currency_id: '17' } },
    ...serverOptions,
  });
  const sent: string[] = [];
  const bodies: unknown[] = [];
  const world = {
    server,
    clock,
    sent,
    bodies,
    refuseConnections: false,
    rewrite: (_url: URL): void => undefined,
    connector: connect(),
    reconnect: connect,
  };

  function connect(): InvoiceNinjaConnector {
    return createInvoiceNinjaConnector({
      connection: 'ninja-acme',
      settings: ninjaSettings.parse({ baseUrl: server.baseUrl, ownerCompany, ...settings }),
      secrets: { token: server.token, webhook: ['hook-secret'] },
      publicUrl: 'https://sync.test',
      now: clock.now,
      sleep: clock.sleep,
      fetch: async (input, init) => await answer(new Request(input, init)),
      ...connector,
    });
  }

  async function answer(request: Request): Promise<Response> {
    sent.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`);
    if (world.refuseConnections)
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED' }),
      });
    const text = await request.clone().text();
    if (text !== '') bodies.push(JSON.parse(text));
    const url = new URL(request.url);
    world.rewrite(url);
    const response = await getResponse([...server.handlers], new Request(url, request));
    // As fetch shows a connection that broke.
    if (response === undefined || response.type === 'error') throw new TypeError('fetch failed');
    return response;
  }
  return world;
}
