import type { SchemaNames } from '@unified-sync/directus-schema';
import { z } from 'zod';
import { ninjaLimit } from '../connectors/invoice-ninja/rate-limit.ts';
import { ninjaSettings, type NinjaSettingsInput } from '../connectors/invoice-ninja/settings.ts';
import { requestsPerMinute } from './requests-per-minute.ts';
import { rootUrl } from './root-url.ts';
import { schemaNames } from './schema-names.ts';
import { isNameTaken, reservedNames } from './variables.ts';

const name = /^[a-z][a-z0-9-]{0,40}$/;

/** Milliseconds by mistake are more than the most: a timer of Node that overflows fires at once, again and again. */
const seconds = (example: number, most: number) => {
  const error = `expected seconds, 1 to ${most}, e.g. ${example}`;
  return z.number(error).min(1, error).max(most, error).default(example);
};

const schedule = z.strictObject({
  /** Seconds between two looks at what changed, at every provider and in the hub; up to an hour. */
  scanEvery: seconds(60, 3600),
  /** Seconds between two comparisons of all ids, which find deletes; up to a week. */
  sweepEvery: seconds(3600, 604_800),
  /**
   * Seconds after which a scan reads everything of a listing again, not only what changed: for what a provider changes
   * without saying so, and for rows that could not be read; up to 31 days.
   */
  readAllEvery: seconds(604_800, 2_678_400),
  /** Seconds between two looks at the subscriptions to webhooks; up to a day. */
  checkWebhooksEvery: seconds(900, 86_400),
  /**
   * Seconds between two reports of findings and runs to Directus, and two looks at what people decided there; up to an
   * hour.
   */
  reportEvery: seconds(5, 3600),
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
  /** Seconds between two searches for what is too old; up to a week. */
  pruneEvery: seconds(86_400, 604_800),
});

const recovery = z.strictObject({
  /**
   * Seconds for which a worker holds what it works on; up to an hour. After a crash others wait for as long. A page that
   * takes longer is begun again.
   */
  leaseSeconds: seconds(60, 3600),
  /**
   * The longest that Directus works on a request, in seconds; up to an hour. A write without an answer is read again only
   * then, when it can take effect no more.
   */
  directusRequestSeconds: seconds(60, 3600),
});

const areDifferent = (values: readonly string[]): boolean => new Set(values).size === values.length;

const ownerCompany = z.strictObject({
  id: z.uuid('expected a UUID, e.g. 6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d'),
  code: z.string().min(1, 'expected a short code, e.g. acme'),
  name: z.string().min(1, 'expected a name, e.g. Acme AG'),
  defaultCurrency: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code, e.g. CHF'),
});

/** What `sync.config.ts` may hold. Secrets are none of it: they come from the environment. */
export const configFile = z.strictObject({
  /** Root of Directus. */
  directusUrl: rootUrl('https://directus.example.com'),
  /** Where providers and Directus reach the worker; left out, nobody can call it, and it polls. */
  publicUrl: rootUrl('https://sync.example.com').optional(),
  /** The user's own names of collections and fields, see `directus-schema`. */
  names: schemaNames.default({}),
  /**
   * Conflicts of an existing Directus to live with, by name, e.g. `client_invoices.amount`: what is there stays, and
   * values that it cannot hold are refused when they come.
   */
  acceptSchema: z
    .array(
      z
        .string()
        .regex(/^[^\s.]+(?:\.[^\s.]+)*$/, 'expected the name of a conflict, e.g. client_invoices.amount'),
    )
    .default([]),
  /** Owner companies that `init` creates where Directus does not have them. */
  ownerCompanies: z
    .array(ownerCompany)
    .refine(
      (all) => areDifferent(all.map(({ id }) => id.toLowerCase())),
      'expected an id of its own for each of them',
    )
    .refine((all) => areDifferent(all.map(({ code }) => code)), 'expected a code of its own for each of them')
    .default([]),
  connections: z
    .record(
      z.string().regex(name, 'expected small letters, digits and -, e.g. ninja-acme'),
      z.discriminatedUnion('provider', [ninjaSettings.extend({ provider: z.literal('invoice-ninja') })], {
        error: 'expected provider: invoice-ninja',
      }),
    )
    .refine((all) => Object.keys(all).length > 0, 'expected at least one connection')
    .superRefine((all, context) => {
      for (const one of Object.keys(all).filter(isNameTaken))
        context.addIssue({
          code: 'custom',
          path: [one],
          message: `${one} is no name for a connection, e.g. ninja-acme`,
        });
    })
    .superRefine((all, context) => {
      const limits = new Map<
        string,
        { readonly connection: string; readonly requestsPerMinute: number | null }
      >();
      for (const [connection, settings] of Object.entries(all)) {
        // An address that is none has an error of its own.
        if (!URL.canParse(settings.baseUrl)) continue;
        const { budget, requestsPerMinute: limit } = ninjaLimit(settings);
        if (reservedNames.has(budget)) {
          const message = `${budget} is no name for a budget, since it stands for something else`;
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
  recovery: recovery.prefault({}),
  /** Seconds from SIGTERM to the end, up to an hour: what is under way then is left, and the exit code is 1. */
  shutdownWithin: seconds(30, 3600),
  port: z.int('expected a port, e.g. 3000').min(0).max(65_535).default(3000),
});

/** A checked configuration with every default filled in. */
export type ConfigFile = z.output<typeof configFile>;

/** {@link ConfigFile} as it is written: what has a default may be left out. */
export type ConfigInput = Omit<z.input<typeof configFile>, 'connections' | 'names'> & {
  readonly names?: SchemaNames;
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
    if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => `${at}: ${message}`);
    return [`${at}: ${issue.message}`];
  });
