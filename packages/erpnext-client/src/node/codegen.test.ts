import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getResponse } from 'msw';
import { afterAll, expect, it } from 'vitest';
import { generateModule } from '../codegen/generate-module.ts';
import { createErpnextServer } from '../testing/index.ts';
import { checkFieldLists } from './check-field-lists.ts';
import { runCommand } from './run-command.ts';

const folder = await mkdtemp(join(tmpdir(), 'erpnext-codegen-'));
afterAll(async () => await rm(folder, { recursive: true }));

const { handlers, baseUrl, apiKey, apiSecret } = createErpnextServer({
  docTypes: [
    {
      name: 'Machine 4.0',
      naming: 'hash',
      fields: [
        { fieldname: 'custom_state', fieldtype: 'Select', options: "Running\nWorker's choice\n" },
        { fieldname: 'notes', fieldtype: 'Table', options: 'Machine Note' },
        { fieldname: 'section', fieldtype: 'Section Break' },
        { fieldname: '2nd-line', fieldtype: 'Float' },
      ],
    },
    {
      name: 'Machine Note',
      naming: 'hash',
      isTable: true,
      fields: [{ fieldname: 'note', fieldtype: 'Text' }],
    },
  ],
});
const env = { ERPNEXT_API_KEY: apiKey, ERPNEXT_API_SECRET: apiSecret };
const fetch: typeof globalThis.fetch = async (input, init) =>
  (await getResponse([...handlers], new Request(input, init))) ?? Response.error();

async function command(
  args: readonly string[],
  given: Record<string, string> = env,
): Promise<{ code: number; printed: string }> {
  const lines: string[] = [];
  const code = await runCommand({ args, env: given, fetch, print: (line) => void lines.push(line) });
  return { code, printed: lines.join('\n') };
}

it('writes the schemas of a site, its custom fields and child tables included', async () => {
  const out = join(folder, 'machine.ts');
  const { code, printed } = await command([
    'codegen',
    '--url',
    baseUrl,
    '--out',
    out,
    '--doctype',
    'Machine 4.0',
  ]);
  expect(printed).toContain('2 DocTypes (Machine 4.0, Machine Note)');
  expect(code).toBe(0);
  const text = await readFile(out, 'utf8');
  expect(text).toContain(String.raw`custom_state: field.select<'Running' | 'Worker\'s choice'>(),`);
  expect(text).toContain('notes: field.table(machineNoteSchema),');
  expect(text).toContain("'2nd-line': field.number,");
  expect(text).not.toContain('section');
  expect(text.indexOf('machineNoteSchema =')).toBeLessThan(text.indexOf('machine40Schema ='));
});

it('writes what a site calls its fields as text, never as code', () => {
  const evil = "x'; process.exit(1); '";
  const text = generateModule([
    { name: 'A */ evil', fields: [{ fieldname: evil, fieldtype: 'Select', options: evil }] },
  ]);
  expect(text).toContain(String.raw`'x\'; process.exit(1); \'': field.select<'x\'; process.exit(1); \''>()`);
  expect(text).toContain('/** A * / evil. */');
});

it('does not write two types of one name', () => {
  const fields: never[] = [];
  expect(() =>
    generateModule([
      { name: 'Sales Order', fields },
      { name: 'Sales-Order', fields },
    ]),
  ).toThrow('SalesOrder');
});

it('says what is missing: arguments, credentials, a DocType', async () => {
  expect(await command(['codegen'])).toMatchObject({
    code: 2,
    printed: expect.stringContaining('--doctype'),
  });
  expect(await command(['codegen', '--nonsense'])).toMatchObject({ code: 2 });
  const args = ['codegen', '--url', baseUrl, '--out', join(folder, 'x.ts'), '--doctype', 'Nothing'];
  expect(await command(args, {})).toMatchObject({
    code: 1,
    printed: expect.stringContaining('ERPNEXT_API_KEY'),
  });
  expect(await command(args)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('DocType Nothing not found'),
  });
});

it('finds fields that the schemas lack, have too many, or of another type', async () => {
  const fields = [
    { fieldname: 'account', fieldtype: 'Link' },
    { fieldname: 'company', fieldtype: 'Float' },
    { fieldname: 'brand_new', fieldtype: 'Data' },
  ];
  await writeFile(join(folder, 'bank.json'), JSON.stringify({ meta: { name: 'Bank Account' }, fields }));
  const { mismatches } = await checkFieldLists(folder);
  expect(mismatches).toContain('Bank Account.brand_new (Data): not in the schema');
  expect(mismatches).toContain('Bank Account.company (Float): refuses a value of its type');
  expect(mismatches).toContain('Bank Account.bank: not in the field list');
  expect(mismatches.filter((one) => one.includes('.account '))).toEqual([]);
});
