import { z } from 'zod';
import type { Route } from '../http/route.ts';
import type { World } from '../store/world.ts';
import { namedRecordRoutes } from './named-records.ts';

const name = z.string().min(1);

export const accountingRoutes = (world: World): Route[] => [
  ...namedRecordRoutes(world, {
    root: '/accounting-categories',
    plural: 'accounting_categories',
    table: world.db.accountingCategories,
    input: z.object({ name, code: z.string().optional(), default_tax_rate_id: z.string().nullish() }),
    takenCode: 3503,
  }),
  ...namedRecordRoutes(world, {
    root: '/tax-rates',
    plural: 'tax_rates',
    table: world.db.taxRates,
    input: z.object({ name, percentage: z.number() }),
    takenCode: 3505,
  }),
  ...namedRecordRoutes(world, {
    root: '/label-groups',
    plural: 'label_groups',
    table: world.db.labelGroups,
    input: z.object({ name }),
    takenCode: 3506,
  }),
  ...namedRecordRoutes(world, {
    root: '/label-groups/:group/labels',
    plural: 'labels',
    table: world.db.labels,
    input: z.object({ name }),
    takenCode: 3506,
    isOf: (row, parent) => row.group_id === parent,
    parentFields: (group_id) => ({ group_id }),
  }),
  ...namedRecordRoutes(world, {
    root: '/departments',
    plural: 'departments',
    table: world.db.departments,
    input: z.object({ name }),
    takenCode: 3503,
  }),
];
