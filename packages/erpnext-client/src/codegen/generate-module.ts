import type { DocTypeMeta } from './doctype-meta.ts';
import { generateSchema } from './generate-schema.ts';
import { quoted, schemaName, typeName } from './names.ts';

/**
 * Writes one module with the schemas and types of DocTypes, child tables before their parents.
 *
 * @throws {Error} when two DocTypes would get the same name.
 * @example
 * generateModule([await erp.meta('Customer')])
 */
export function generateModule(metas: readonly DocTypeMeta[]): string {
  checkNames(metas);
  const byName = new Map(metas.map((meta) => [meta.name, meta]));
  const known = new Set(byName.keys());
  const written = new Map<string, string>();

  const write = (meta: DocTypeMeta, parents: readonly string[]): void => {
    if (written.has(meta.name)) return;
    // A table that holds itself cannot be written before itself.
    const named = new Set([...known].filter((name) => name !== meta.name && !parents.includes(name)));
    const { children, text } = generateSchema(meta, named);
    for (const child of children) {
      const childMeta = byName.get(child);
      if (childMeta !== undefined) write(childMeta, [...parents, meta.name]);
    }
    written.set(meta.name, text);
  };
  for (const meta of [...metas].toSorted((a, b) => (a.name < b.name ? -1 : 1))) write(meta, []);

  const body = [...written.values()].join('\n');
  const entries = metas
    .filter(({ istable }) => istable !== 1 && istable !== true)
    .map(({ name }) => `  ${quoted(name)}: ${schemaName(name)},`)
    .toSorted();
  const names = ['anyRowSchema', 'documentFields', 'field', 'rowFields'].filter((name) =>
    body.includes(name),
  );
  return [
    '// Written by `erpnext-client codegen`: change the site or the command, not this file.',
    `import { ${names.join(', ')} } from '@unified-sync/erpnext-client';`,
    "import { z } from 'zod';",
    '',
    body,
    '/** The schema of each DocType, for `erp.documents(name, schemas[name])`. */',
    'export const schemas = {',
    ...entries,
    '} as const;',
    '',
  ].join('\n');
}

function checkNames(metas: readonly DocTypeMeta[]): void {
  const owners = new Map<string, string>();
  for (const { name } of metas) {
    const owner = owners.get(typeName(name));
    if (owner !== undefined && owner !== name)
      throw new Error(
        `"${owner}" and "${name}" would both be the type ${typeName(name)}. Generate them into two files.`,
      );
    owners.set(typeName(name), name);
  }
}
