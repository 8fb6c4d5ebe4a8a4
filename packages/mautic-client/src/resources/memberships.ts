import { path as urlPath } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import { type Campaign, campaignSchema, type Segment, segmentSchema } from '../entities/marketing.ts';
import { rowsIn, rowsOf } from '../listing/envelope.ts';
import { propertyColumns } from '../listing/listing.ts';
import { membership } from './companies.ts';
import { createResource, type RecordResource } from './record-resource.ts';

/** What `segments.create` and `replace` take. */
export interface SegmentInput {
  name: string;
  alias?: string;
  description?: string;
  isPublished?: boolean;
  isGlobal?: boolean;
  filters?: readonly unknown[];
  [more: string]: unknown;
}

/** What `campaigns.create` and `replace` take. */
export interface CampaignInput {
  name: string;
  description?: string;
  isPublished?: boolean;
  [more: string]: unknown;
}

/** Puts contacts in and takes them out. Neither moves a contact's `dateModified`. */
export interface Memberships {
  addContact(id: number, contactId: number, options?: CallOptions): Promise<void>;
  removeContact(id: number, contactId: number, options?: CallOptions): Promise<void>;
}

export interface SegmentsResource extends RecordResource<Segment, SegmentInput>, Memberships {}

export interface CampaignsResource extends RecordResource<Campaign, CampaignInput>, Memberships {
  /** The first 100 contacts of a campaign, as rows of `campaign_leads`: Mautic gives no contacts here. */
  contactRows(id: number, options?: CallOptions): Promise<{ lead_id: string | number }[]>;
}

export const createSegments = (api: MauticApi): SegmentsResource => ({
  ...createResource<Segment, SegmentInput>(api, {
    path: 'segments',
    listKey: 'lists',
    itemKey: 'list',
    schema: segmentSchema,
    columns: propertyColumns,
  }),
  ...createMemberships(api, 'segments'),
});

const campaignContacts = z.looseObject({
  contacts: z.preprocess(rowsIn, z.array(z.looseObject({ lead_id: z.union([z.string(), z.int()]) }))),
});

export const createCampaigns = (api: MauticApi): CampaignsResource => ({
  ...createResource<Campaign, CampaignInput>(api, {
    path: 'campaigns',
    listKey: 'campaigns',
    itemKey: 'campaign',
    schema: campaignSchema,
    columns: propertyColumns,
  }),
  ...createMemberships(api, 'campaigns'),
  async contactRows(id, { signal } = {}) {
    const url = urlPath`/campaigns/${id}/contacts`;
    return rowsOf(await api.http.request('GET', url, { schema: campaignContacts, signal }), 'contacts');
  },
});

const createMemberships = ({ http }: MauticApi, name: string): Memberships => ({
  addContact: async (id, contactId, options = {}) =>
    await membership(http, urlPath`/${name}/${id}/contact/${contactId}/add`, options),
  removeContact: async (id, contactId, options = {}) =>
    await membership(http, urlPath`/${name}/${id}/contact/${contactId}/remove`, options),
});
