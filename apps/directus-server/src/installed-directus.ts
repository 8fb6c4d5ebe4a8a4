import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { directusInstallation } from './config.ts';

/** The Directus that is started. */
export interface InstalledDirectus {
  /** E.g. `10.13.4`. */
  readonly version: string;
  /** The file that runs its commands. */
  readonly cli: string;
}

/** The Directus that this package depends on, or that of the folder which its configuration names. */
export const installedDirectus: InstalledDirectus = findDirectus();

function findDirectus(): InstalledDirectus {
  const manifest =
    directusInstallation === undefined
      ? import.meta.resolve('directus/package.json')
      : createRequire(resolve(directusInstallation, 'package.json')).resolve('directus/package.json');
  const ofDirectus = createRequire(manifest);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the manifest of an npm package has a version
  const { version } = ofDirectus('./package.json') as { version: string };
  // The `directus` command itself asks the npm registry for updates first; what it then runs does not.
  return { version, cli: ofDirectus.resolve('@directus/api/cli/run.js') };
}
