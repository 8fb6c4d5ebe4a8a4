import type { ClientOptions, RateBudget } from '@unified-sync/http-client';
import { createInvoiceNinjaClient, type InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import type { MappingDefinition, Side } from '@unified-sync/sync-engine';
import type { Connector } from '../connector.ts';
import { clients } from './entities/clients.ts';
import { expenses } from './entities/expenses.ts';
import { invoices } from './entities/invoices.ts';
import { payments } from './entities/payments.ts';
import { products } from './entities/products.ts';
import { quotes } from './entities/quotes.ts';
import type { NinjaEntity, Rows } from './entity.ts';
import { accountFingerprint } from './fingerprint.ts';
import { createLookups } from './lookups.ts';
import { ninjaMappings, type NinjaMappings } from './mappings/mappings.ts';
import type { NinjaRow } from './records/record-context.ts';
import type { NinjaSettings } from './settings.ts';
import { createSide } from './side/create-side.ts';
import { createInvoiceNumbers } from './side/invoice-numbers.ts';
import type { Reading } from './side/reading.ts';
import { createHintParser } from './webhooks/parse-hint.ts';
import { createSubscriptions } from './webhooks/subscriptions.ts';
import type { WriteGate } from './writes/write-gate.ts';

export interface InvoiceNinjaConnectorOptions {
  /** Name of the connection, e.g. `ninja-acme`; it never changes. */
  readonly connection: string;
  readonly settings: NinjaSettings;
  readonly secrets: {
    /** API token of an administrator of the company. */
    readonly token: string;
    /** Secrets that webhooks carry, the newest first; none: no webhook is taken. */
    readonly webhook: readonly string[];
  };
  /** Where the provider reaches the worker, e.g. `https://sync.example.com`. @default none: no subscriptions */
  readonly publicUrl?: string;
  /** Shared by all connections behind one address of the hosted service: see `hostedBudget`. @default none */
  readonly budget?: RateBudget;
  /** Stands around every request, e.g. a circuit breaker. @default none */
  readonly around?: NonNullable<ClientOptions['around']>;
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** Waits between attempts. @default setTimeout */
  readonly sleep?: NonNullable<ClientOptions['sleep']>;
}

/** A connector to Invoice Ninja v5, with its mappings by what they map. */
export interface InvoiceNinjaConnector extends Connector {
  readonly ninjaMappings: NinjaMappings;
}

/** Milliseconds for one attempt, and for a call with its repetitions: a write is over long before its lease. */
const limitsOf = ({ longestRequestSeconds }: NinjaSettings): Pick<ClientOptions, 'timeout' | 'deadline'> => ({
  timeout: Math.min(30_000, longestRequestSeconds * 250),
  deadline: Math.min(45_000, longestRequestSeconds * 375),
});

/**
 * Connects to one company of one Invoice Ninja.
 *
 * @throws {TypeError} for a token or address that cannot be one.
 * @example
 * createInvoiceNinjaConnector({
 *   connection: 'ninja-acme',
 *   settings: ninjaSettings.parse({ baseUrl: 'https://invoicing.co', ownerCompany }),
 *   secrets: { token, webhook: [secret] },
 *   publicUrl: 'https://sync.example.com',
 * })
 */
export function createInvoiceNinjaConnector(options: InvoiceNinjaConnectorOptions): InvoiceNinjaConnector {
  const { connection, settings, secrets, publicUrl, now = Date.now } = options;
  const ninja = clientOf(options);
  const longestRequest = settings.longestRequestSeconds * 1_000;
  const mappings = ninjaMappings({ connection, ownerCompany: settings.ownerCompany, longestRequest });
  const sides = sidesOf(options, ninja, Object.values(mappings), now);
  return {
    connection,
    provider: 'invoice-ninja',
    streams: sides,
    mappings: Object.values(mappings),
    ninjaMappings: mappings,
    longestRequest,
    fingerprint: async () => await accountFingerprint(ninja),
    count: async (stream) =>
      await entities
        .find(({ name }) => stream === `${connection}.${name}`)
        ?.rows(ninja)
        .count(),
    webhooks:
      publicUrl === undefined
        ? null
        : createSubscriptions({ ninja, connection, publicUrl, secrets: secrets.webhook }),
    parseHint: createHintParser({ connection, secrets: secrets.webhook }),
  };
}

const entities: readonly Countable[] = [clients, products, quotes, invoices, payments, expenses];

interface Countable {
  readonly name: string;
  rows(ninja: InvoiceNinjaClient): Pick<Rows<unknown>, 'count'>;
}

type ClientChoice = Pick<ClientOptions, 'validate' | 'around'>;

function clientOf(options: InvoiceNinjaConnectorOptions, choice: ClientChoice = {}): InvoiceNinjaClient {
  const { settings, secrets, fetch, now, sleep, budget, around } = options;
  return createInvoiceNinjaClient({
    ...limitsOf(settings),
    baseUrl: settings.baseUrl,
    token: secrets.token,
    ...(fetch && { fetch }),
    ...(now && { now }),
    ...(sleep && { sleep }),
    ...(budget && { budget }),
    ...(around && { around }),
    ...choice,
  });
}

function sidesOf(
  options: InvoiceNinjaConnectorOptions,
  ninja: InvoiceNinjaClient,
  mappings: readonly MappingDefinition[],
  now: () => number,
): Readonly<Record<string, Side>> {
  const { connection, settings } = options;
  const common = {
    settings,
    ninja,
    lenient: clientOf(options, { validate: 'warn' }),
    loadLookups: createLookups(ninja, now),
    invoiceNumbers: createInvoiceNumbers(ninja),
  };
  const clientBehind = ({ around }: Pick<WriteGate, 'around'>): InvoiceNinjaClient =>
    clientOf(options, { around });
  const side = <Row extends NinjaRow>(entity: NinjaEntity<Row>): [string, Side] => {
    const stream = `${connection}.${entity.name}`;
    const reading: Reading<Row> = { ...common, entity };
    const own = mappings.filter((mapping) => mapping.stream === stream);
    return [stream, createSide({ reading, mappings: own, clientBehind, around: options.around, now })];
  };
  return Object.fromEntries([
    side(clients),
    side(products),
    side(quotes),
    side(invoices),
    side(payments),
    side(expenses),
  ]);
}
