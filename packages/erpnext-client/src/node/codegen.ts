import { writeFile } from 'node:fs/promises';
import type { DocTypeMeta } from '../codegen/doctype-meta.ts';
import { fieldKind } from '../codegen/field-kind.ts';
import { generateModule } from '../codegen/generate-module.ts';
import type { ErpnextClient } from '../erpnext-client.ts';

/** How types are written. */
export interface CodegenOptions {
  client: Pick<ErpnextClient, 'meta'>;
  /** DocTypes to write types for; their child tables come along. */
  docTypes: readonly string[];
  /** File to write. */
  out: string;
}

/** What was written. */
export interface CodegenResult {
  /** DocTypes in the file, child tables included. */
  docTypes: readonly string[];
}

/**
 * Reads the DocTypes of a site, custom fields included, and writes their zod schemas and types into a file.
 *
 * @throws {NotFoundError} when the site has no such DocType.
 */
export async function codegen({ client, docTypes, out }: CodegenOptions): Promise<CodegenResult> {
  const metas = await readMetas(client, docTypes);
  await writeFile(out, generateModule(metas));
  return { docTypes: metas.map(({ name }) => name) };
}

async function readMetas(
  client: CodegenOptions['client'],
  docTypes: readonly string[],
): Promise<DocTypeMeta[]> {
  const metas = new Map<string, DocTypeMeta>();
  const wanted = [...docTypes];
  for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
    if (metas.has(name)) continue;
    // oxlint-disable-next-line no-await-in-loop -- child tables are known only when their parent is read
    const meta = await client.meta(name);
    metas.set(name, meta);
    const tables = meta.fields.filter((field) => fieldKind(field) === 'table');
    wanted.push(...tables.flatMap(({ options }) => options ?? []));
  }
  return [...metas.values()];
}
