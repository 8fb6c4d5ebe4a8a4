import { execFile } from 'node:child_process';

/**
 * Runs a program to its end and gives what it wrote to stdout.
 *
 * @param options.cwd Folder to run in.
 * @param options.timeout Milliseconds until it is killed. @default 60_000
 * @throws With everything it printed when it fails: the test report is all that CI keeps.
 */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd: string; timeout?: number },
): Promise<string> {
  const { cwd, timeout = 60_000 } = options;
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, timeout, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${error.message}\n${stdout}${stderr}`, { cause: error }));
    });
  });
}
