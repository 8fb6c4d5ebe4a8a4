import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { judge } from './judge.ts';
import type { Expectation } from './people/act.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Servers } from './stage/start-servers.ts';
import { startStage } from './stage/start-stage.ts';

/** How a scenario ended. */
export interface Outcome {
  readonly name: string;
  readonly problems: readonly string[];
  /** Seconds from the restart to agreement. */
  readonly recovery: number;
  /** What people did that was looked for. */
  readonly acts: number;
  /** Seconds in all. */
  readonly seconds: number;
}

/** Where the log of a worker goes whose scenario failed. */
const logs = 'e2e/logs';

/** Plays one scenario on a stage of its own and judges it. Never throws: what goes wrong is a problem. */
export async function playScenario(scenario: Scenario, servers: Servers, seed: number): Promise<Outcome> {
  const start = performance.now();
  const expectations: Expectation[] = [];
  let problems: readonly string[];
  let recovery = 0;
  try {
    const stage = await startStage(servers, seed);
    try {
      await scenario.play({ stage, expect: (one) => void expectations.push(one) });
      ({ problems, recovery } = await judge(stage, expectations));
    } catch (error) {
      problems = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    } finally {
      await stage.stop();
    }
    if (problems.length > 0) await keepLog(stage.worker.logFile, scenario.name);
    await stage.removeFolder();
  } catch (error) {
    problems = [
      `the stage could not be set: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ];
  }
  const seconds = (performance.now() - start) / 1000;
  return { name: scenario.name, problems, recovery: recovery / 1000, acts: expectations.length, seconds };
}

async function keepLog(file: string, name: string): Promise<void> {
  await mkdir(logs, { recursive: true });
  await copyFile(file, join(logs, `${name.replaceAll(/\W+/g, '-')}.log`));
}
