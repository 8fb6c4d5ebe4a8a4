import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { installedBinaries, reachableBinaries } from './postgres-binaries.ts';
import { runCommand } from './run-command.ts';
import { parseUsers } from './unprivileged-account.ts';

// Some 50 MB are copied, beside other tests: slow is not wrong.
vi.setConfig({ testTimeout: 60_000 });

const nobody = { uid: 65_534, gid: 65_534 };
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'postgres-binaries-test-'));
  await chmod(root, 0o755);
});
afterAll(async () => await rm(root, { recursive: true }));

it('uses what npm installed where PostgreSQL runs as this user', async () => {
  const installed = await installedBinaries();
  expect(await reachableBinaries(installed, undefined, join(root, 'unused'))).toBe(installed);
  expect(await readdir(root)).toEqual([]);
});

// CI runs as root, and counts a skipped test as a failure.
describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('copies programs that were installed for root alone, once, to where others can run them', async () => {
    const closed = join(root, 'closed');
    await cp(dirname(dirname((await installedBinaries()).initdb)), closed, {
      recursive: true,
      verbatimSymlinks: true,
    });
    const files = await readdir(closed, { recursive: true });
    await Promise.all(['.', ...files].map(async (file) => await chmod(join(closed, file), 0o700)));
    const program = (name: string): string => join(closed, 'bin', name);
    const installed = { initdb: program('initdb'), pg_ctl: program('pg_ctl'), postgres: program('postgres') };
    const open = join(root, 'open');
    const copies = await Promise.all(
      [1, 2].map(async () => await reachableBinaries(installed, nobody, open)),
    );
    expect(copies[0]).toEqual(copies[1]);
    const { code, output } = await runCommand(copies[0]?.initdb ?? '', ['--version'], nobody);
    expect([code, output]).toEqual([0, 'initdb (PostgreSQL) 18.4\n']);
    expect(await readdir(open)).toEqual(['postgres-18.4.0-beta.17']);
  });
});

it('reads the users of the system', () => {
  const passwd = 'root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/sh\n\n#x\n';
  expect(parseUsers(passwd).get('postgres')).toEqual({ uid: 101, gid: 104 });
  expect(parseUsers(passwd).get('nobody')).toBeUndefined();
});
