import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** What a module exports, by its declarations. */
export interface ExportedNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/**
 * Reads the names that a declaration file exports, through its `export * from './…'`.
 *
 * @param declarations Path of a `.d.ts` file.
 * @throws When a file does not parse, or exports everything of another package.
 */
export function exportedNames(declarations: string): ExportedNames {
  const names = { values: new Set<string>(), types: new Set<string>() };
  collect(declarations, names);
  return { values: [...names.values].toSorted(), types: [...names.types].toSorted() };
}

function collect(path: string, names: { values: Set<string>; types: Set<string> }): void {
  const { module, program, errors } = parseSync(path, readFileSync(path, 'utf8'));
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const declared = new Map(program.body.map((statement) => [statement.start, declaredKind(statement)]));
  for (const { entries, start } of module.staticExports)
    for (const { exportName, moduleRequest, isType } of entries) {
      const kind = declared.get(start) ?? (isType ? 'types' : 'values');
      if (exportName.name !== null) names[kind].add(exportName.name);
      else if (moduleRequest !== null) collect(declarationsOf(path, moduleRequest.value), names);
      else names.values.add('default');
    }
}

/** What `export interface …` or `export declare const …` declares; undefined where it only names something. */
function declaredKind(
  statement: ReturnType<typeof parseSync>['program']['body'][number],
): keyof ExportedNames | undefined {
  if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) return undefined;
  const { type } = statement.declaration;
  return type === 'TSInterfaceDeclaration' || type === 'TSTypeAliasDeclaration' ? 'types' : 'values';
}

/** `./x.ts` beside `y.d.ts` means `x.d.ts`. */
function declarationsOf(from: string, request: string): string {
  if (!request.startsWith('.'))
    throw new Error(`${from} exports everything of ${request}: name what you re-export of another package`);
  return join(from, '..', request.replace(/\.[jt]s$/, '.d.ts'));
}
