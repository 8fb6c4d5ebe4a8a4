import { resolveNames, type SchemaNames } from '@unified-sync/directus-schema';
import { z } from 'zod';
import { ninjaLimit } from '../connectors/invoice-ninja/rate-limit.ts';
import { ninjaSettings, type NinjaSettingsInput } from '../connectors/invoice-ninja/settings.ts';
import { requestsPerMinute } from './requests-per-minute.ts';

const name = /^[a-z][a-z0-9-]{0,40}$/;

/** What hints, health and metrics call something else. */
const reservedNames = ['hub', 'directus', 'database', 'queue', 'unlinked'];

const seconds = (example: number) =>
  z.number({ error: `expected seconds, e.g. ${example}` }).min(1, `expected seconds, e.g. ${example}`);

const schedule = z.strictObject({
  /** Seconds between two looks at what changed, at every provider and in the hub. */
  scanEvery: seconds(60).default(60),
  /** Seconds between two comparisons of all ids, which find deletes. */
  sweepEvery: seconds(3600).default(3600),
  /** Seconds between two looks at the subscriptions to webhooks. */
  checkWebhooksEvery: seconds(900).default(900),
  /** Seconds between two reports of findings and runs to Directus, and two looks at what people decided there. */
  reportEvery: seconds(5).default(5),
});

const days = (example: number) =>
  z.number({ error: `expected days, e.g. ${example}` }).min(1, `expected days from 1, e.g. ${example}`);

const retention = z.strictObject({
  /**
   * Days for which `explain` knows what happened to an item; `null`: for ever. What an open finding, an open write or a
   * waiting change is about stays for as long as that is so.
   */
  historyDays: days(730).nullable().default(730),
  /** Days for which writes are kept after they were done, refused or given up. */
  closedWritesDays: days(90).default(90),
  /** Seconds between two searches for what is too old. */
  pruneEvery: seconds(86_400).default(86_400),
});

const ownerCompany = z.strictObject({
  id: z.uuid('expected a UUID, e.g. 6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d'),
  code: z.string().min(1, 'expected a short code, e.g. acme'),
  name: z.string().min(1, 'expected a name, e.g. Acme AG'),
  defaultCurrency: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code, e.g. CHF'),
});

/** What `sync.config.ts` may hold. Secrets are none of it: they come from the environment. */
export const configFile = z.strictObject({
  /** Root of Directus. */
  directusUrl: z.url({ protocol: /^https?$/, error: 'expected e.g. https://directus.example.com' }),
  /** Where providers and Directus reach the worker; left out, nobody can call it, and it polls. */
  publicUrl: z.url({ protocol: /^https?$/, error: 'expected e.g. https://sync.example.com' }).optional(),
  /** The user's own names of collections and fields, see `directus-schema`. */
  names: z
    .custom<SchemaNames>()
    .default({})
    .superRefine((names, context) => {
      try {
        resolveNames(names);
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      }
    }),
  /**
   * Conflicts of an existing Directus to live with, by name, e.g. `client_invoices.amount`: what is there stays, and
   * values that it cannot hold are refused when they come.
   */
  acceptSchema: z.array(z.string()).default([]),
  /** Owner companies that `init` creates where Directus does not have them. */
  ownerCompanies: z.array(ownerCompany).default([]),
  connections: z
    .record(
      z.string().regex(name, 'expected small letters, digits and -, e.g. ninja-acme'),
      z.discriminatedUnion('provider', [ninjaSettings.extend({ provider: z.literal('invoice-ninja') })], {
        error: 'expected provider: invoice-ninja',
      }),
    )
    .refine((all) => Object.keys(all).length > 0, 'expected at least one connection')
    .refine((all) => !reservedNames.some((taken) => Object.hasOwn(all, taken)), {
      error: `${reservedNames.join(', ')}: no names for a connection, since they stand for something else`,
    })
    .superRefine((all, context) => {
      const limits = new Map<
        string,
        { readonly connection: string; readonly requestsPerMinute: number | null }
      >();
      for (const [connection, settings] of Object.entries(all)) {
        const { budget, requestsPerMinute: limit } = ninjaLimit(settings);
        if (reservedNames.includes(budget)) {
          const message = `${reservedNames.join(', ')}: no names for a budget, since they stand for something else`;
          context.addIssue({ code: 'custom', path: [connection, 'budget'], message });
        }
        const first = limits.get(budget) ?? { connection, requestsPerMinute: limit };
        limits.set(budget, first);
        if (first.requestsPerMinute === limit) continue;
        const message = `expected ${String(first.requestsPerMinute)} as at ${first.connection}, got ${String(limit)}: they share the budget "${budget}". Give both the same, or a \`budget\` of its own`;
        context.addIssue({ code: 'custom', path: [connection, 'requestsPerMinute'], message });
      }
    }),
  /** Requests a minute that Directus allows (its `RATE_LIMITER_…`); `null`: it has no limit, as it comes. */
  directusRequestsPerMinute: requestsPerMinute.nullable().default(null),
  schedule: schedule.prefault({}),
  retention: retention.prefault({}),
  /** Seconds from SIGTERM to the end: what is under way then is left, and the exit code is 1. */
  shutdownWithin: seconds(30).default(30),
  port: z.int('expected a port, e.g. 3000').min(0).max(65_535).default(3000),
});

/** A checked configuration with every default filled in. */
export type ConfigFile = z.output<typeof configFile>;

/** {@link ConfigFile} as it is written: what has a default may be left out. */
export type ConfigInput = Omit<z.input<typeof configFile>, 'connections'> & {
  readonly connections: Readonly<Record<string, { readonly provider: 'invoice-ninja' } & NinjaSettingsInput>>;
};

/**
 * Types a configuration; checks come when the worker reads it.
 * @example
 * export default defineConfig({
 *   directusUrl: 'https://directus.example.com',
 *   connections: {
 *     'ninja-acme': {
 *       provider: 'invoice-ninja',
 *       baseUrl: 'https://invoicing.example.com',
 *       ownerCompany: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
 *     },
 *   },
 * });
 */
export const defineConfig = (config: ConfigInput): ConfigInput => config;

/** Every mistake of a configuration file, by the path of what is wrong. */
export const mistakesOf = (error: z.ZodError): string[] =>
  error.issues.flatMap((issue) => {
    const at = ['sync.config.ts', ...issue.path.map(String)].join(' > ');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${at} > ${key}: unknown setting, remove it or mend its name`);
    return [`${at}: ${issue.message}`];
  });
