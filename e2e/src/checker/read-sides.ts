// The checker shares no code with the worker: it reads both sides with `fetch` and compares what they say.
import type { Item } from '../stage/hub-api.ts';
import type { Stage } from '../stage/start-stage.ts';

/** Both sides, as their own APIs show them now. */
export interface Sides {
  readonly hub: Readonly<Record<HubCollection, readonly Item[]>>;
  readonly ninja: Readonly<Record<NinjaEntity, readonly Item[]>>;
  /** ISO code by the id that Invoice Ninja gives a currency. */
  readonly currencies: ReadonlyMap<string, string>;
  /** Currency of the company in Invoice Ninja, where a client has none of its own. */
  readonly companyCurrency: string;
}

const hubCollections = [
  'companies',
  'people',
  'products',
  'client_invoices',
  'payments',
  'expenses',
] as const;
const ninjaEntities = ['clients', 'invoices', 'payments', 'products', 'expenses'] as const;
export type HubCollection = (typeof hubCollections)[number];
export type NinjaEntity = (typeof ninjaEntities)[number];

/** Reads everything of both sides, deleted records included. */
export async function readSides(stage: Stage): Promise<Sides> {
  const hub = await Promise.all(
    hubCollections.map(async (name) => [name, await stage.hub.all(name)] as const),
  );
  const ninja = await Promise.all(
    ninjaEntities.map(
      async (name) => [name, rows(await askNinja(stage, `/${name}?per_page=5000&sort=id%7Casc`))] as const,
    ),
  );
  const statics = await askNinja(stage, '/statics');
  const currencies = rows({ data: property(statics, 'currencies') });
  const company = property(await askNinja(stage, '/companies/current', 'POST'), 'data');
  const codes = new Map(currencies.map(({ id, code }) => [String(id), String(code)]));
  const settings = property(company, 'settings');
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from the list of all names
    hub: Object.fromEntries(hub) as Sides['hub'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from the list of all names
    ninja: Object.fromEntries(ninja) as Sides['ninja'],
    currencies: codes,
    companyCurrency: codes.get(String(property(settings, 'currency_id'))) ?? '',
  };
}

async function askNinja(stage: Stage, path: string, method = 'GET'): Promise<unknown> {
  const response = await fetch(`${stage.ninjaUrl}/api/v1${path}`, {
    method,
    headers: { 'x-api-token': stage.ninja.token, 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return await response.json();
}

export function property(value: unknown, name: string): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- any object may be asked for any name
  return typeof value === 'object' && value !== null ? (value as Item)[name] : undefined;
}

export function rows(answer: unknown): readonly Item[] {
  const data = property(answer, 'data');
  return Array.isArray(data) ? data : [];
}
