import type { ErpnextAuth } from '../authorization.ts';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of this process. */
export const environment = (): Environment => process.env;

/** The credentials of the command line; never arguments, which every user of the machine can read. */
export function authFromEnvironment(env: Environment = process.env): ErpnextAuth {
  const { ERPNEXT_API_KEY: apiKey, ERPNEXT_API_SECRET: apiSecret, ERPNEXT_ACCESS_TOKEN: accessToken } = env;
  if (accessToken !== undefined && accessToken !== '') return { type: 'bearer', accessToken };
  if (apiKey !== undefined && apiKey !== '' && apiSecret !== undefined && apiSecret !== '')
    return { type: 'token', apiKey, apiSecret };
  throw new TypeError(
    'Set ERPNEXT_API_KEY and ERPNEXT_API_SECRET (User, Settings, API Access), or ERPNEXT_ACCESS_TOKEN.',
  );
}

/** The folder that holds `erpnext-fields/`, for `check:examples`. */
export function examplesFolder(env: Environment = process.env): string {
  const { EXAMPLES_DIR: folder } = env;
  if (folder !== undefined && folder !== '') return folder;
  throw new TypeError('EXAMPLES_DIR: set it to the folder that holds `erpnext-fields/`.');
}
