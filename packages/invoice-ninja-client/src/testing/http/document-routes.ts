import type { Entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import { isTrue } from '../behaviour/coerce.ts';
import { blankDocument } from '../records/document.ts';
import type { Installation } from '../store/installation.ts';
import { randomKey } from '../store/random.ts';
import { refreshParent } from '../entities/documents.ts';
import { invalid, noRecord, refused } from './api-failure.ts';
import type { ApiRequest, UploadedFile } from './api-request.ts';
import type { PasswordCheck } from './password.ts';
import { file, json, type Reply } from './reply.ts';
import { findRow, itemReply } from './resource-routes.ts';
import type { Route } from './route.ts';

const uploadable = [
  'clients',
  'invoices',
  'payments',
  'expenses',
  'products',
  'vendors',
  'projects',
  'tasks',
  'quotes',
  'credits',
  'recurring_invoices',
] as const;
const extensions = new Set(
  'png,ai,jpeg,jpg,tiff,pdf,gif,psd,txt,doc,xls,ppt,xlsx,docx,pptx,webp,xml,zip,csv,ods,odt,odp'.split(','),
);
const largest = 100_000 * 1024;

/** Uploading, downloading and deleting files. */
export function documentRoutes(
  installation: Installation,
  entities: Entities,
  checkPassword: PasswordCheck,
): readonly Route[] {
  const uploads = uploadable.map((name): Route => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an entity only ever meets rows of its own table
    const entity = entities[name] as Entity;
    // By PUT alone: PHP reads files of a POST only, so what works is a POST with `_method=PUT`.
    return {
      method: 'PUT',
      pattern: `${name}/:id/upload`,
      handler: (request, [id = '']) => upload(installation, entity, request, id),
    };
  });
  return [
    ...uploads,
    {
      method: 'GET',
      pattern: 'documents/:id/download',
      handler(request, [id = '']) {
        const row = findRow(entities.documents, request, id, 'view');
        if (row.hidden.bytes === undefined) throw noRecord('File not found');
        return file(row.hidden.bytes, 'application/octet-stream', row.data.name);
      },
    },
    {
      method: 'DELETE',
      pattern: 'documents/:id',
      handler(request, [id = '']) {
        checkPassword(request);
        entities.documents.remove(findRow(entities.documents, request, id, 'edit'));
        return json({ message: 'Deleted document' });
      },
    },
  ];
}

function upload(installation: Installation, entity: Entity, request: ApiRequest, id: string): Reply {
  const row = findRow(entity, request, id, 'edit');
  if (!request.principal.company.paid) throw refused(403, 'Upgrade to a paid plan for this feature.');
  const files = request.files.filter(({ field }) => field === 'documents' || field === 'file');
  for (const [index, sent] of files.entries()) checkFile(sent, index);
  for (const sent of files) store(installation, request, `${entity.name}/${row.key}`, sent);
  return itemReply(entity, row, request);
}

function checkFile({ name, bytes }: UploadedFile, index: number): void {
  const field = `documents.${index}`;
  if (!extensions.has(extensionOf(name)))
    throw invalid({ [field]: [`The ${field} field must be a file of type: ${[...extensions].join(', ')}.`] });
  if (bytes.byteLength > largest)
    throw invalid({ [field]: [`The ${field} field must not be greater than 100000 kilobytes.`] });
}

/** The record it belongs to is shown with it from now on, yet its `updated_at` stays. */
function store(
  installation: Installation,
  { principal, input }: ApiRequest,
  parent: string,
  { name, bytes }: UploadedFile,
): void {
  const { baseUrl, random, tables } = installation;
  const row = tables.documents.insert(
    principal.company.key,
    {
      ...blankDocument(),
      user_id: principal.userId,
      name,
      type: extensionOf(name),
      hash: randomKey(random),
      size: bytes.byteLength,
      is_public: input['is_public'] === undefined || isTrue(input['is_public']),
    },
    { hidden: { parent, bytes } },
  );
  const url = `${baseUrl}/api/v1/documents/${row.id}/download`;
  tables.documents.save(row, { url, link: `${baseUrl}/documents/${row.data.hash}` }, { touch: false });
  refreshParent(installation, row);
}

function extensionOf(name: string): string {
  return name.split('.').at(-1)?.toLowerCase() ?? '';
}
