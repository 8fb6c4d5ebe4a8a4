import type { Entities } from '../entities/entities.ts';
import { emailInvoice } from '../behaviour/invoice-actions.ts';
import { sendQuote } from '../behaviour/quote-actions.ts';
import { text } from '../behaviour/coerce.ts';
import type { Installation } from '../store/installation.ts';
import { invalid } from './api-failure.ts';
import type { ApiRequest } from './api-request.ts';
import type { Reply } from './reply.ts';
import { findRow, itemReply } from './resource-routes.ts';
import type { Route } from './route.ts';

const mostCopies = 4;

/** `POST /emails`: sends an invoice or a quote, which marks it sent. */
export function emailRoutes(installation: Installation, entities: Entities): readonly Route[] {
  return [
    { method: 'POST', pattern: 'emails', handler: (request) => email(installation, entities, request) },
  ];
}

function email(installation: Installation, { invoices, quotes }: Entities, request: ApiRequest): Reply {
  const { input } = request;
  // Either the word or the name of the PHP class.
  const kind = text(input['entity']).split('\\').at(-1)?.toLowerCase();
  if (!text(input['template']).startsWith('email_template_'))
    throw invalid({ template: ['Invalid template'] });
  if (text(input['cc_email']).split(',').filter(Boolean).length > mostCopies) {
    throw invalid({ cc_email: [`The cc email field must not have more than ${mostCopies} items.`] });
  }
  const id = text(input['entity_id']);
  if (kind === 'invoice') {
    const row = findRow(invoices, request, id, 'edit');
    emailInvoice(installation, row);
    return itemReply(invoices, row, request);
  }
  if (kind === 'quote') {
    const row = findRow(quotes, request, id, 'edit');
    sendQuote(installation, row);
    return itemReply(quotes, row, request);
  }
  throw invalid({ entity: ['The selected entity is invalid.'] });
}
