import { z } from 'zod';
import type { DraftPayment } from '../../entities/payment-draft.ts';
import { notFound, plain } from '../http/failure.ts';
import { read } from '../http/read.ts';
import { created, noContent, ok, type Route } from '../http/route.ts';
import type { StoredDraft } from '../store/database.ts';
import type { World } from '../store/world.ts';

const paymentSchema = z.object({
  account_id: z.string(),
  receiver: z.object({ counterparty_id: z.string(), account_id: z.string().optional() }),
  amount: z.number().positive(),
  currency: z.string(),
  reference: z.string().optional(),
});
const draftSchema = z.object({
  title: z.string().optional(),
  schedule_for: z.string().optional(),
  payments: z.array(paymentSchema),
});

export function paymentDraftRoutes({ db, createId }: World): Route[] {
  const drafts = db.paymentDrafts;
  const scopes = ['READ', 'WRITE'];
  const find = (id: string): StoredDraft => {
    const draft = drafts.get(id);
    if (draft === undefined) throw plain(404, 3006, 'The specified payment draft was not found');
    if (draft.payments.some(({ state }) => state !== 'CREATED'))
      throw plain(422, 3417, 'Payment draft is already processed');
    return draft;
  };
  const paymentOf = ({ amount, currency, ...rest }: z.infer<typeof paymentSchema>): DraftPayment => {
    const { reference, receiver, account_id } = rest;
    return {
      id: createId(),
      amount: { amount, currency },
      currency,
      account_id,
      receiver: { counterparty_id: receiver.counterparty_id },
      state: 'CREATED',
      ...(reference !== undefined && { reference }),
      current_charge_options: {
        from: { amount, currency },
        to: { amount, currency },
        rate: '1.0000',
        fee: { amount: 0, currency },
      },
    };
  };

  return [
    {
      method: 'GET',
      pattern: '/payment-drafts',
      scopes: ['READ'],
      answer({ query }) {
        // Without a source, those that people made in the app are not shown.
        const source = query.get('source') ?? 'api';
        const rows = drafts.all().filter((draft) => source === 'all' || draft.source === source);
        return ok({
          payment_orders: rows.map(({ id, title, scheduled_for, payments }) => ({
            id,
            title,
            scheduled_for,
            payments_count: payments.length,
          })),
        });
      },
    },
    {
      method: 'POST',
      pattern: '/payment-drafts',
      scopes,
      answer({ body }) {
        const { title, schedule_for, payments } = read(draftSchema, body);
        // "No payments provided" is no error.
        if (payments.length === 0) return noContent;
        const id = createId();
        drafts.insert({
          id,
          source: 'api',
          ...(title !== undefined && { title }),
          ...(schedule_for !== undefined && { scheduled_for: schedule_for }),
          payments: payments.map(paymentOf),
        });
        return created({ id });
      },
    },
    {
      method: 'GET',
      pattern: '/payment-drafts/:id',
      scopes: ['READ'],
      answer(_request, id = '') {
        const draft = drafts.get(id);
        if (draft === undefined) throw plain(404, 3006, 'The specified payment draft was not found');
        const { title, scheduled_for, payments } = draft;
        return ok({ title, scheduled_for, payments });
      },
    },
    {
      method: 'PATCH',
      pattern: '/payment-drafts/:id',
      scopes,
      answer({ body }, id = '') {
        const { title, schedule_for } = read(draftSchema.partial(), body);
        const draft = find(id);
        drafts.insert({
          ...draft,
          ...(title !== undefined && { title }),
          ...(schedule_for !== undefined && { scheduled_for: schedule_for }),
        });
        return noContent;
      },
    },
    {
      method: 'DELETE',
      pattern: '/payment-drafts/:id',
      scopes,
      answer(_request, id = '') {
        drafts.remove(find(id).id);
        return noContent;
      },
    },
    {
      method: 'POST',
      pattern: '/payment-drafts/:id/payments',
      scopes,
      answer({ body }, id = '') {
        const draft = find(id);
        const payment = paymentOf(read(paymentSchema, body));
        drafts.insert({ ...draft, payments: [...draft.payments, payment] });
        return created({ id: payment.id });
      },
    },
    {
      method: 'PATCH',
      pattern: '/payment-drafts/:id/payments/:payment',
      scopes,
      answer({ body }, id = '', paymentId = '') {
        const draft = find(id);
        const { reference } = read(paymentSchema.partial(), body);
        if (!draft.payments.some((payment) => payment.id === paymentId)) throw notFound('Payment');
        const payments = draft.payments.map((payment) =>
          payment.id === paymentId && reference !== undefined ? { ...payment, reference } : payment,
        );
        drafts.insert({ ...draft, payments });
        return noContent;
      },
    },
    {
      method: 'DELETE',
      pattern: '/payment-drafts/:id/payments/:payment',
      scopes,
      answer(_request, id = '', paymentId = '') {
        const draft = find(id);
        const payments = draft.payments.filter((payment) => payment.id !== paymentId);
        if (payments.length === draft.payments.length) throw notFound('Payment');
        drafts.insert({ ...draft, payments });
        return noContent;
      },
    },
  ];
}
