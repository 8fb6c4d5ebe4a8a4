import * as mautic from '@unified-sync/mautic-client';
import { createMauticServer } from '@unified-sync/mautic-client/testing';
import { getResponse } from 'msw';
import { z } from 'zod';
import { type EntityRecords, madeOf, perEntity, seeded } from './entity-records.ts';

const pageSchema = z.looseObject({ contacts: z.record(z.string(), z.looseObject({})) });

/** Every entity of Mautic: contacts of the mock server with ten custom fields, the others of their schemas. */
export async function mauticRecords(): Promise<EntityRecords[]> {
  const custom = Array.from({ length: 10 }, (_, index) => `custom_${index}`);
  const server = createMauticServer({
    customFields: custom.map((alias) => ({ alias, type: 'text', group: 'professional' })),
  });
  for (let index = 0; index < perEntity; index += 1)
    server.addContact({
      email: `ada${index}@example.com`,
      firstname: 'Ada',
      lastname: `Lovelace ${index}`,
      company: 'Analytical Engines Ltd',
      city: 'London',
      ...Object.fromEntries(custom.map((alias) => [alias, `${alias} of ${index}`])),
    });
  const authorization = `Basic ${btoa(`${server.username}:${server.password}`)}`;
  const request = new Request(`${server.baseUrl}/api/contacts?limit=${perEntity}`, {
    headers: { authorization },
  });
  const response = await getResponse([...server.handlers], request);
  const { contacts } = pageSchema.parse(await response?.json());
  return [
    seeded('contacts', mautic.contactSchema, Object.values(contacts)),
    madeOf('companies', mautic.companySchema),
    madeOf('segments', mautic.segmentSchema),
    madeOf('emails', mautic.emailSchema),
    madeOf('campaigns', mautic.campaignSchema),
    madeOf('forms', mautic.formSchema),
    madeOf('submissions', mautic.submissionSchema),
    madeOf('tags', mautic.tagSchema),
    madeOf('notes', mautic.noteSchema),
    madeOf('stages', mautic.stageSchema),
    madeOf('assets', mautic.assetSchema),
    madeOf('points', mautic.pointActionSchema),
    madeOf('fields', mautic.fieldSchema),
    madeOf('hooks', mautic.hookSchema),
  ];
}
