import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadState } from './demo-state.ts';
import { directusItems } from './directus-items.ts';
import { type DemoOptions, readOptions } from './options.ts';
import { startServices, syncedCollections } from './services.ts';
import { bothSidesEdit } from './steps/both-sides-edit.ts';
import { companyIsEdited } from './steps/company-is-edited.ts';
import { invoiceIsPaid } from './steps/invoice-is-paid.ts';
import type { StepContext } from './steps/step.ts';
import { createWorkerCli } from './worker-cli.ts';

const steps = [invoiceIsPaid, companyIsEdited, bothSidesEdit];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** @returns how many steps did not come true. */
async function runSteps(context: StepContext): Promise<number> {
  let failed = 0;
  for (const [index, { title, run }] of steps.entries()) {
    say(`\n${index + 1}. ${title}`);
    try {
      await run({ ...context, say: (line) => say(`   ${line}`) });
      say('   verified on both sides');
    } catch (error) {
      failed += 1;
      say(`   NOT VERIFIED: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failed;
}

async function demo(
  { exit, reset, size, secrets }: DemoOptions,
  interrupted: Promise<void>,
): Promise<number> {
  const folder = resolve('.unified-sync/demo');
  if (reset) await rm(folder, { recursive: true, force: true });
  const state = await loadState(folder, size, secrets);
  const services = await startServices({ folder, state, size, say });
  const cli = await createWorkerCli(folder, services, state);
  try {
    say('\n$ sync-worker init');
    await cli.run('init');
    say(`\n$ sync-worker backfill${state.isNew ? '' : ' --full'}`);
    // The mock forgets what was edited in it: all of it is read again, and Directus follows.
    await cli.run('backfill', ...(state.isNew ? [] : ['--full']));
    await cli.start();
    const items = directusItems(services.directus);
    const failed = await runSteps({ services, items, cli, say });
    say('\nIn Directus now:');
    for (const collection of syncedCollections) say(`  ${collection}: ${await items.count(collection)}`);
    say(
      failed === 0
        ? '\nEvery step was verified on both sides.'
        : `\n${failed} of ${steps.length} steps failed.`,
    );
    say(
      `Directus: ${services.directus.url}  login ${services.directus.adminEmail}  ${services.directus.adminPassword}`,
    );
    if (!exit) {
      say('It keeps running; Ctrl-C ends it.');
      await interrupted;
    }
    return failed === 0 ? 0 : 1;
  } finally {
    await cli.stop();
    await services.stop();
  }
}

const interrupted = new Promise<void>((end) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
});

try {
  process.exitCode = await demo(readOptions(process.argv.slice(2)), interrupted);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
