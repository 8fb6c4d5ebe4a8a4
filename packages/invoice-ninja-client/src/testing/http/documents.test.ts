import { describe, expect, it } from 'vitest';
import { callApi, recordIn, type ApiAnswer } from '../call-api.ts';
import type { RecordOf } from '../records/entity-data.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../invoice-ninja-server.ts';

const form = (
  name = 'beleg.pdf',
  fields: Readonly<Record<string, string>> = { _method: 'PUT' },
): FormData => {
  const data = new FormData();
  data.append('documents[]', new File(['%PDF-1.4 Größe'], name, { type: 'application/pdf' }));
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  return data;
};
const documentsIn = (answer: ApiAnswer): RecordOf<'clients'>['documents'] =>
  recordIn('clients', answer).documents;

const withClient = (): { server: InvoiceNinjaServer; id: string } => {
  const server = createInvoiceNinjaServer();
  return { server, id: server.db.clients.insert({}, { updatedAt: Date.UTC(2026, 0, 1) }).id };
};

describe('an upload', () => {
  it('by POST with _method=PUT is attached, and leaves updated_at alone', async () => {
    const { server, id } = withClient();
    await callApi(server, 'GET clients');
    const answer = await callApi(server, `POST clients/${id}/upload`, {
      body: form('beleg.pdf', { _method: 'PUT', is_public: 'false' }),
    });
    expect(documentsIn(answer)).toMatchObject([
      { name: 'beleg.pdf', type: 'pdf', size: 16, is_public: false },
    ]);
    const listed = await callApi(server, 'GET clients');
    expect(listed.body).toMatchObject({
      data: [{ updated_at: Date.UTC(2026, 0, 1) / 1000, documents: [{ name: 'beleg.pdf' }] }],
    });
  });

  it('by POST alone is 404', async () => {
    const { server, id } = withClient();
    expect((await callApi(server, `POST clients/${id}/upload`, { body: form('beleg.pdf', {}) })).status).toBe(
      404,
    );
  });

  it('by PUT is answered with 200 and loses the file: PHP reads forms of POST alone', async () => {
    const { server, id } = withClient();
    const answer = await callApi(server, `PUT clients/${id}/upload`, { body: form() });
    expect(answer.status).toBe(200);
    expect(documentsIn(answer)).toEqual([]);
  });

  it('of a kind of file that is not allowed is refused', async () => {
    const { server, id } = withClient();
    expect((await callApi(server, `POST clients/${id}/upload`, { body: form('virus.exe') })).status).toBe(
      422,
    );
  });

  it('is for paying customers', async () => {
    const server = createInvoiceNinjaServer({ company: { paid: false } });
    const { id } = server.db.clients.insert({});
    expect(await callApi(server, `POST clients/${id}/upload`, { body: form() })).toMatchObject({
      status: 403,
      body: { message: 'Upgrade to a paid plan for this feature.' },
    });
  });

  it('can be downloaded, renamed, and deleted with the password', async () => {
    const { server, id } = withClient();
    const [document] =
      documentsIn(await callApi(server, `POST clients/${id}/upload`, { body: form() })) ?? [];
    expect((await callApi(server, `GET documents/${document?.id}/download`)).body).toBe('%PDF-1.4 Größe');
    const renamed = recordIn(
      'documents',
      await callApi(server, `PUT documents/${document?.id}`, { body: { name: 'b.pdf', size: 1 } }),
    );
    expect(renamed).toMatchObject({ name: 'b.pdf', size: 16, is_deleted: false });
    expect((await callApi(server, `DELETE documents/${document?.id}`)).status).toBe(412);
    const headers = { 'X-API-PASSWORD': 'password' };
    expect((await callApi(server, `DELETE documents/${document?.id}`, { headers })).status).toBe(200);
    expect(server.db.documents.all()).toEqual([]);
    expect((await callApi(server, `POST clients/${id}/documents`)).body).toEqual({ data: [] });
  });
});
