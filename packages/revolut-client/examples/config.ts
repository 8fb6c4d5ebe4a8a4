/**
 * Gives the folder with the official examples.
 *
 * @throws {Error} when `EXAMPLES_DIR` is not set: a check that skips itself would pass for one that passed.
 */
export function examplesDir(): string {
  const folder = process.env['EXAMPLES_DIR'];
  if (folder === undefined || folder === '')
    throw new Error('EXAMPLES_DIR: expected the folder that holds revolut/ with the official examples.');
  return folder;
}
