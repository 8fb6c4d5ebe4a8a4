import { pdf } from '../behaviour/pdf.ts';
import type { Installation } from '../store/installation.ts';
import { refused } from './api-failure.ts';
import type { RouteHandler, Route } from './route.ts';

/** `GET /invoice/{invitation_key}/download`, in the singular: by the key of an invitation, not by id. */
export function downloadRoutes({ tables }: Installation): readonly Route[] {
  const download: RouteHandler = ({ principal }, [key = '']) => {
    const [row] = tables.invoices.lookup('invitation', principal.company.key, key);
    if (row === undefined) throw refused(400, 'no record found');
    return pdf(`Invoice ${row.data.number}`);
  };
  return [{ method: 'GET', pattern: 'invoice/:key/download', handler: download }];
}
