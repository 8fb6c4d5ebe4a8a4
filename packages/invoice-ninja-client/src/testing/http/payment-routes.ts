import type { Entities } from '../entities/entities.ts';
import { refundPayment } from '../behaviour/refund.ts';
import { text } from '../behaviour/coerce.ts';
import { decodeId } from '../ids.ts';
import type { Installation } from '../store/installation.ts';
import { invalid, unauthorized } from './api-failure.ts';
import { itemReply } from './resource-routes.ts';
import type { Route } from './route.ts';

/** `POST /payments/refund`, for administrators. */
export function paymentRoutes(installation: Installation, { payments }: Entities): readonly Route[] {
  return [
    {
      method: 'POST',
      pattern: 'payments/refund',
      handler(request) {
        const { principal, input } = request;
        if (!principal.isAdmin) throw unauthorized();
        const row = payments.table.get(decodeId(text(input['id'])) ?? 0);
        if (row === undefined || row.companyKey !== principal.company.key) {
          throw invalid({ id: ['Unable to retrieve payment'] });
        }
        refundPayment(installation, row, input);
        return itemReply(payments, row, request);
      },
    },
  ];
}
