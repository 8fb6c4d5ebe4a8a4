import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { workFolderPrefix } from './work-folder.ts';

/**
 * Loaded into Directus before its own code: the IPC channel closes when the process that started it ends,
 * however that ended, and then this one must not stay behind with an open port and open connections, nor
 * its folder.
 */
process.once('disconnect', () => {
  const folder = process.cwd();
  if (basename(folder).startsWith(workFolderPrefix)) rmSync(folder, { recursive: true, force: true });
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 3000);
});
