import { verifyWebhookSecret } from '@unified-sync/invoice-ninja-client';
import { finding, type Hint } from '@unified-sync/sync-engine';
import { z } from 'zod';
import type { HookCall, ParsedHook } from '../../connector.ts';
import { eventAt, secretHeader, type HookEvent } from './hook-events.ts';

export interface HintParserOptions {
  readonly connection: string;
  /** During a rotation both the old and the new one. */
  readonly secrets: readonly string[];
}

/** Reads calls of Invoice Ninja: bare records without a signature. Their ids are all that is taken from them. */
export function createHintParser({
  connection,
  secrets,
}: HintParserOptions): (call: HookCall) => Promise<ParsedHook> {
  return async ({ path, headers, rawBody }) => {
    const event = eventAt(connection, path);
    if (event === undefined) return { kind: 'refused', reason: 'there is no such address' };
    if (secrets.length === 0) return { kind: 'refused', reason: 'no secret is configured' };
    if (!(await verifyWebhookSecret({ headers, header: secretHeader, secrets })))
      return { kind: 'refused', reason: `${secretHeader} is missing or wrong` };
    const body = new TextDecoder().decode(rawBody);
    const hints = hintsOf(connection, event, body);
    return hints === undefined ? unreadable(connection, event, body) : { kind: 'hints', hints };
  };
}

// Longer than any that Invoice Ninja makes, and short enough for an index of PostgreSQL.
const id = z.string().regex(/^[0-9A-Za-z]{10,100}$/);
/** Where it is not there, or is none. */
const idOrNone = id.optional().catch(undefined);

/** Of one field of a list's members: those that are ids. What else is in the list is passed over, member by member. */
const idsOf = (name: 'id' | 'invoice_id') =>
  z
    .array(
      z
        .looseObject({ [name]: idOrNone })
        .transform((member) => member[name])
        .catch(undefined),
    )
    .catch([])
    .optional();

/** What every body has; what else moves along with it is taken where it is there. */
const bodySchema = z.looseObject({
  id,
  /** Invoices of a payment: their balances move without an event of their own. */
  invoices: idsOf('id'),
  paymentables: idsOf('invoice_id'),
  /** What a quote was converted to. */
  invoice_id: idOrNone,
});

function hintsOf(connection: string, { stream }: HookEvent, text: string): readonly Hint[] | undefined {
  const { data } = bodySchema.safeParse(parseJson(text));
  if (data === undefined) return undefined;
  const along =
    stream === 'payments'
      ? [...(data.invoices ?? []), ...(data.paymentables ?? [])]
      : stream === 'quotes'
        ? [data.invoice_id]
        : [];
  const invoices = new Set(along.filter((one) => one !== undefined));
  return [
    { side: `${connection}.${stream}`, record: data.id },
    ...[...invoices].map((record) => ({ side: `${connection}.invoices`, record })),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unreadable = (connection: string, { name, stream }: HookEvent, body: string): ParsedHook => ({
  kind: 'unreadable',
  finding: finding({
    kind: 'quarantined',
    item: null,
    side: `${connection}.${stream}`,
    field: null,
    lost: body,
    message: `the webhook ${name} brought a body that is not understood; the next listing shows what changed`,
  }),
});
