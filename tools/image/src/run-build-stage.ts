import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Stage } from './read-dockerfile.ts';

const exec = promisify(execFile);

/** The folder that holds the whole workspace: the context of the build. */
export const context = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Runs a stage without Docker: `root` stands for `/`, each RUN is a plain command, and COPY brings what git knows.
 *
 * @param root - an empty folder
 * @throws with everything that a failing command printed
 */
export async function runBuildStage({ instructions }: Stage, root: string): Promise<void> {
  let folder = root;
  for (const { instruction, text } of instructions) {
    if (instruction === 'WORKDIR') {
      folder = join(root, text);
      await mkdir(folder, { recursive: true });
    } else if (instruction === 'COPY' && text === '. .') await copyContext(folder);
    else if (instruction === 'RUN') await runShell(inRoot(text, root), folder);
    else throw new TypeError(`${instruction} ${text}: this stage cannot be run without Docker`);
  }
}

/** An absolute path of the image, as a word of its own, lies below `root`. */
const inRoot = (command: string, root: string): string => command.replaceAll(/(?<=\s)\/(?=\w)/g, `${root}/`);

async function copyContext(folder: string): Promise<void> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = await exec('git', args, { cwd: context, maxBuffer: 64 * 1024 * 1024 });
  const deleted = await exec('git', ['ls-files', '-z', '--deleted'], { cwd: context });
  const gone = new Set(deleted.stdout.split('\0'));
  for (const path of stdout.split('\0').filter((each) => each !== '' && !gone.has(each))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(context, path), join(folder, path));
  }
}

async function runShell(command: string, cwd: string): Promise<void> {
  try {
    // The steps must not see what this test run was started with.
    await exec('/bin/sh', ['-ec', `unset NODE_ENV NODE_OPTIONS; ${command}`], {
      cwd,
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new Error(`RUN ${command} failed\n${printedBy(error)}`, { cause: error });
  }
}

const printedBy = (error: unknown): string =>
  error instanceof Error && 'stdout' in error && 'stderr' in error
    ? `${String(error.stdout)}${String(error.stderr)}`
    : String(error);
