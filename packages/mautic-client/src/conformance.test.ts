import { clientConformance, type ConformanceSubject } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { createMauticClient } from './mautic-client.ts';

const password = 'S3CR3T/pass word';
const rows = Array.from({ length: 25 }, (_, index) => ({
  id: index + 1,
  name: `Segment ${index + 1}`,
  alias: `s${index + 1}`,
}));
const [record] = rows;

const refused =
  (status: number, message: string, type: string | null = null) =>
  (): Response =>
    Response.json({ errors: [{ code: status, message, details: [], type }] }, { status });

const subject: ConformanceSubject = {
  id: '1',
  rows: rows.length,
  secrets: [password],
  connect(options) {
    const { segments } = createMauticClient({
      ...options,
      baseUrl: 'https://mautic.test',
      auth: { kind: 'basic', username: 'sync', password },
    });
    return {
      list: ({ signal }) => segments.list({ perPage: 10, signal }),
      get: async (id, { signal }) => await segments.get(Number(id), { signal }),
      create: async ({ signal }) => await segments.create({ name: 'S' }, { signal }),
    };
  },
  answers: {
    list(request) {
      const { searchParams } = new URL(request.url);
      const last = Number(searchParams.get('where[0][val]'));
      const rest = rows.filter(({ id }) => id > last);
      const page = rest.slice(0, Number(searchParams.get('limit')));
      return Response.json({
        total: rest.length,
        lists: Object.fromEntries(page.map((row) => [row.id, row])),
      });
    },
    record: () => Response.json({ list: record }),
    created: () => Response.json({ list: record }, { status: 201 }),
    misshapen: () => Response.json({ list: { ...record, id: 'one' } }),
    errors: {
      authentication: refused(401, 'API authorization denied.', 'access_denied'),
      permission: refused(403, 'You do not have access to the requested area/action.'),
      not_found: refused(404, 'Item was not found.'),
      validation: () =>
        Response.json(
          { errors: [{ code: 400, message: 'name: required', details: { name: ['required'] }, type: null }] },
          { status: 400 },
        ),
      rate_limit: refused(429, 'You exceeded the rate limit of 2 API calls per hour.'),
      server: refused(500, 'Looks like I encountered an error (error #500).'),
    },
  },
};

it.each(clientConformance(subject))('$name', async ({ run }) => {
  await expect(run()).resolves.toBeUndefined();
});
