import { clientConformance, type ConformanceSubject } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createVisionModel } from './model/vision-model.ts';
import { exampleInvoice } from './testing/example-invoice.ts';
import { modelInvoice } from './testing/model-invoice.ts';

const apiKey = 'sk-the-S3CR3T-key';
const page = { mediaType: 'image/png' as const, bytes: Uint8Array.of(1, 2, 3) };

const answer = () =>
  Response.json({
    id: 'resp_1',
    status: 'completed',
    output: [
      {
        type: 'message',
        content: [{ type: 'output_text', text: JSON.stringify(modelInvoice(exampleInvoice())) }],
      },
    ],
  });

const refused = (status: number, code: string | null) => (): Response =>
  Response.json({ error: { message: `Refused: ${code}`, type: 'error', param: null, code } }, { status });

const subject: ConformanceSubject = {
  id: 'page',
  secrets: [apiKey],
  connect(options) {
    const model = createVisionModel({ ...options, apiKey, model: 'gpt-5.5' });
    return {
      // Asking a model changes nothing there, so it is a read, though it is a POST.
      get: async (_id, { signal }) => await model.read({ kind: 'images', pages: [page] }, { signal }),
      create: async ({ signal }) =>
        await model.http.request('POST', '/files', { schema: z.looseObject({}), json: {}, signal }),
    };
  },
  answers: {
    record: answer,
    created: () => Response.json({ id: 'file-1' }),
    misshapen: () => Response.json({ output: 'none' }),
    errors: {
      authentication: refused(401, 'invalid_api_key'),
      permission: refused(403, 'unsupported_country_region_territory'),
      not_found: refused(404, 'model_not_found'),
      validation: refused(400, 'invalid_value'),
      rate_limit: refused(429, 'rate_limit_exceeded'),
      server: refused(500, null),
    },
  },
};

it.each(clientConformance(subject))('$name', async ({ run }) => {
  await expect(run()).resolves.toBeUndefined();
});
