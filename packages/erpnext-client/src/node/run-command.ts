import { parseArgs } from 'node:util';
import { createErpnextClient } from '../erpnext-client.ts';
import { codegen } from './codegen.ts';
import { authFromEnvironment, type Environment } from './config.ts';

/** What the command line works with. */
export interface CommandOptions {
  /** Arguments behind the command's name. */
  args: readonly string[];
  env: Environment;
  print: (line: string) => void;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
}

const usage = `erpnext-client codegen --url https://erp.example.com --out src/erpnext.ts --doctype "Sales Invoice" [--doctype …]

Writes TypeScript types and zod schemas of DocTypes, with the custom fields of the site.
Credentials: ERPNEXT_API_KEY and ERPNEXT_API_SECRET, or ERPNEXT_ACCESS_TOKEN.`;

/** Runs one command and gives its exit code: 0 done, 1 failed, 2 misused. */
export async function runCommand({ args, env, print, fetch }: CommandOptions): Promise<0 | 1 | 2> {
  const asked = readArguments(args);
  if (asked === undefined) {
    print(usage);
    return args.includes('--help') ? 0 : 2;
  }
  try {
    const client = createErpnextClient({
      baseUrl: asked.url,
      auth: authFromEnvironment(env),
      ...(fetch && { fetch }),
    });
    const { docTypes } = await codegen({ client, docTypes: asked.docTypes, out: asked.out });
    print(`${asked.out}: ${docTypes.length} DocTypes (${docTypes.join(', ')})`);
    return 0;
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readArguments(
  args: readonly string[],
): { url: string; out: string; docTypes: string[] } | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        out: { type: 'string' },
        doctype: { type: 'string', multiple: true },
      },
    });
    const { url, out, doctype = [] } = values;
    if (positionals.join(' ') !== 'codegen' || url === undefined || out === undefined || doctype.length === 0)
      return undefined;
    return { url, out, docTypes: doctype };
  } catch {
    // An option that does not exist: the usage says which do.
    return undefined;
  }
}
