import { path, type Paginated } from '@unified-sync/http-client';
import type { CallOptions, RevolutApi } from '../api.ts';
import {
  type AccountingCategory,
  accountingCategorySchema,
  type Label,
  type LabelGroup,
  labelGroupSchema,
  labelSchema,
  type TaxRate,
  taxRateSchema,
} from '../entities/accounting.ts';
import type { Created } from '../entities/fields.ts';
import {
  type AccountingResource,
  createAccountingResource,
  type ListByTokenOptions,
} from './accounting-resource.ts';

export interface AccountingCategoryInput {
  name: string;
  code?: string | undefined;
  /** `null` removes it in an update. */
  default_tax_rate_id?: string | null | undefined;
}

export interface TaxRateInput {
  name: string;
  /** E.g. `8.1`. */
  percentage: number;
}

export interface NamedInput {
  name: string;
}

export type AccountingCategoriesResource = AccountingResource<
  AccountingCategory,
  AccountingCategoryInput,
  Partial<AccountingCategoryInput>
>;
export type TaxRatesResource = AccountingResource<TaxRate, TaxRateInput, Partial<TaxRateInput>>;
export type LabelGroupsResource = AccountingResource<
  LabelGroup,
  NamedInput & { labels?: readonly NamedInput[] | undefined },
  NamedInput
>;

/** Labels live in a group. */
export interface LabelsResource {
  list(groupId: string, options?: ListByTokenOptions): Paginated<Label>;
  create(groupId: string, input: NamedInput, options?: CallOptions): Promise<Created>;
  update(groupId: string, id: string, input: NamedInput, options?: CallOptions): Promise<void>;
  delete(groupId: string, id: string, options?: CallOptions): Promise<void>;
}

export const createAccountingCategories = (api: RevolutApi): AccountingCategoriesResource =>
  createAccountingResource(api, {
    root: '/1.0/accounting-categories',
    pathOf: (id) => path`/1.0/accounting-categories/${id}`,
    plural: 'accounting_categories',
    schema: accountingCategorySchema,
  });

export const createTaxRates = (api: RevolutApi): TaxRatesResource =>
  createAccountingResource(api, {
    root: '/1.0/tax-rates',
    pathOf: (id) => path`/1.0/tax-rates/${id}`,
    plural: 'tax_rates',
    schema: taxRateSchema,
  });

export const createLabelGroups = (api: RevolutApi): LabelGroupsResource =>
  createAccountingResource(api, {
    root: '/1.0/label-groups',
    pathOf: (id) => path`/1.0/label-groups/${id}`,
    plural: 'label_groups',
    schema: labelGroupSchema,
  });

export function createLabels(api: RevolutApi): LabelsResource {
  const of = (groupId: string): AccountingResource<Label, NamedInput, NamedInput> =>
    createAccountingResource(api, {
      root: path`/1.0/label-groups/${groupId}/labels`,
      pathOf: (id) => path`/1.0/label-groups/${groupId}/labels/${id}`,
      plural: 'labels',
      schema: labelSchema,
    });
  return {
    list: (groupId, options) => of(groupId).list(options),
    create: async (groupId, input, options) => await of(groupId).create(input, options),
    update: async (groupId, id, input, options) => await of(groupId).update(id, input, options),
    delete: async (groupId, id, options) => await of(groupId).delete(id, options),
  };
}
