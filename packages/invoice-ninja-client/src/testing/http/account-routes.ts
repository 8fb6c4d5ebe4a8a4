import { countries, currencies, languages, paymentTypes } from '../behaviour/statics.ts';
import type { Company } from '../store/company.ts';
import { noRecord, unauthorized } from './api-failure.ts';
import type { ApiRequest } from './api-request.ts';
import { pageRequest, paginationOf } from './pagination.ts';
import { json, type Reply } from './reply.ts';
import type { Route } from './route.ts';
import { decodeId } from '../ids.ts';

/** What belongs to the account and not to an entity: ping, statics, companies. */
export function accountRoutes(baseUrl: string): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: 'ping',
      handler: ({ principal: { company } }) => json({ company_name: company.name, user_name: 'Test User' }),
    },
    {
      method: 'GET',
      pattern: 'statics',
      handler: () => json({ currencies, countries, languages, payment_types: paymentTypes }),
    },
    {
      method: 'GET',
      pattern: 'companies',
      handler({ principal, input }) {
        const pagination = paginationOf(1, 1, pageRequest(input), `${baseUrl}/api/v1/companies`);
        return json({ data: [companyJson(principal.company)], meta: { pagination } });
      },
    },
    { method: 'GET', pattern: 'companies/current', handler: current },
    { method: 'POST', pattern: 'companies/current', handler: current },
    {
      method: 'GET',
      pattern: 'companies/:id',
      handler({ principal: { company } }, [id = '']) {
        if (decodeId(id) === undefined) throw noRecord('No query results for model [App\\Models\\Company].');
        if (id !== company.id) throw unauthorized();
        return json({ data: companyJson(company) });
      },
    },
  ];
}

function companyJson(company: Company): object {
  const [taxed1, taxed2, taxed3, taxed4] = company.surchargeTaxes;
  return {
    id: company.id,
    company_key: company.id.repeat(3),
    size_id: '',
    industry_id: '',
    enabled_modules: 32_767,
    first_month_of_year: '1',
    first_day_of_week: '1',
    custom_fields: {},
    custom_surcharge_taxes1: taxed1,
    custom_surcharge_taxes2: taxed2,
    custom_surcharge_taxes3: taxed3,
    custom_surcharge_taxes4: taxed4,
    is_large: false,
    is_disabled: false,
    settings: { ...company.settings, lock_invoices: company.lockInvoices },
    created_at: company.createdAt,
    updated_at: company.updatedAt,
    archived_at: 0,
  };
}

function current({ principal }: ApiRequest): Reply {
  return json({ data: companyJson(principal.company) });
}
