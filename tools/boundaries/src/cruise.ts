import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder that holds the whole workspace. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** One import that a rule forbids; paths are relative to the cruised folder. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What dependency-cruiser read and found. */
export interface Cruise {
  readonly modules: readonly string[];
  readonly rules: readonly Rule[];
  readonly violations: readonly Violation[];
}

/** The parts of a rule that the tests compare. */
export interface Rule {
  readonly name: string;
  readonly comment?: string;
}

interface CruiseReport {
  readonly modules: ReadonlyArray<{ readonly source: string }>;
  readonly summary: {
    readonly ruleSetUsed: { readonly forbidden: readonly Rule[] };
    readonly violations: ReadonlyArray<{
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }>;
  };
}

/**
 * Runs the command of `pnpm boundaries` on a folder, with the rules of the workspace.
 *
 * @throws When dependency-cruiser prints no report, with what it printed instead.
 */
export function cruise(folder: string): Cruise {
  const command = `${workspaceRoot}node_modules/.bin/depcruise`;
  const config = `${workspaceRoot}.dependency-cruiser.cjs`;
  const { stdout, stderr } = spawnSync(command, ['.', '--config', config, '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser made no report: ${stdout}${stderr}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tool's own documented format; the tests read every part of it
  const report = JSON.parse(stdout) as CruiseReport;
  return {
    modules: report.modules.map(({ source }) => source),
    rules: report.summary.ruleSetUsed.forbidden,
    violations: report.summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to })),
  };
}
