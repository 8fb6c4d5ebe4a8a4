import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  type StartEmbeddedPostgresOptions,
} from './start-embedded-postgres.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

async function query(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows[0]?.['value'];
}

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'embedded-postgres-test-'));
  await chmod(root, 0o755);
});
afterAll(async () => await rm(root, { recursive: true }));

const running = new Set<EmbeddedPostgres>();
async function start(options: StartEmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ openFolder: join(root, 'open'), ...options });
  running.add(postgres);
  return postgres;
}
afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running.clear();
});

describe('startEmbeddedPostgres', () => {
  it('starts PostgreSQL 18 in UTF-8 and UTC, durable, on 127.0.0.1 alone', async () => {
    const { url, isAdopted } = await start({ folder: join(root, 'settings') });
    const setting = async (name: string): Promise<unknown> =>
      await query(url, `select current_setting('${name}') as value`);
    expect(isAdopted).toBe(false);
    expect(await setting('server_version')).toMatch(/^18\.4/);
    expect(await setting('server_encoding')).toBe('UTF8');
    expect(await setting('timezone')).toBe('UTC');
    expect(await setting('fsync')).toBe('on');
    expect(await setting('listen_addresses')).toBe('127.0.0.1');
    expect(await setting('unix_socket_directories')).toBe('');
  });

  it('lets nobody in without the password', async () => {
    const { url } = await start({ folder: join(root, 'password') });
    const other = url.replace(/:[^:@]+@/, ':guess@');
    await expect(query(other, 'select 1 as value')).rejects.toThrow('password authentication failed');
    expect((await stat(join(root, 'password', 'password'))).mode & 0o777).toBe(0o600);
  });

  it('keeps its data from one start to the next, settings changed or not', async () => {
    const folder = join(root, 'kept');
    const first = await start({ folder });
    await query(first.url, 'create table thing as select 42 as value');
    await first.stop();
    const second = await start({ folder, settings: { max_connections: '17' } });
    expect(await query(second.url, 'select value from thing')).toBe(42);
    expect(await query(second.url, `select current_setting('max_connections') as value`)).toBe('17');
  });

  it('adopts the server of a worker that was killed', async () => {
    const folder = join(root, 'adopted');
    const orphan = await start({ folder });
    const log: string[] = [];
    const adopted = await start({ folder, log: (line) => log.push(line) });
    expect(adopted).toMatchObject({ url: orphan.url, isAdopted: true });
    expect(log).toEqual([expect.stringMatching(/^PostgreSQL is running already, on port \d+\.$/)]);
    await adopted.stop();
    await expect(query(orphan.url, 'select 1 as value')).rejects.toThrow('ECONNREFUSED');
  });

  it('starts again after a crash of the server itself', async () => {
    const folder = join(root, 'crashed');
    const first = await start({ folder });
    const pidFile = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8');
    process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
    await vi.waitFor(async () => await expect(query(first.url, 'select 1 as value')).rejects.toThrow(/./), {
      timeout: 10_000,
    });
    const second = await start({ folder });
    expect(second.isAdopted).toBe(false);
    expect(await query(second.url, 'select 1 as value')).toBe(1);
  });

  it('waits for what is left of a server that crashed', async () => {
    const folder = join(root, 'left');
    const first = await start({ folder });
    const client = new Client({ connectionString: first.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const backend = rows[0]?.pid ?? 0;
    // As on a machine that is too busy for it to notice that its server is gone.
    process.kill(backend, 'SIGSTOP');
    const pidFile = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8');
    process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
    // On a busy machine it dies a little later, and a server that still answers is adopted.
    await vi.waitFor(async () => await expect(query(first.url, 'select 1 as value')).rejects.toThrow(/./), {
      timeout: 10_000,
    });
    const second = start({ folder });
    const refusal = async (): Promise<string> => await readFile(join(folder, 'server.log.1'), 'utf8');
    await vi.waitFor(async () => expect(await refusal()).toContain('shared memory'), 20_000);
    process.kill(backend, 'SIGCONT');
    expect((await second).isAdopted).toBe(false);
    await client.end().catch(() => undefined);
  });

  it('does not take another server on the port of a dead one for its own', async () => {
    const port = await getPort({ host: '127.0.0.1' });
    const folder = join(root, 'mine');
    const first = await start({ folder, port });
    const pidFile = join(folder, 'data', 'postmaster.pid');
    const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => await expect(query(first.url, 'select 1 as value')).rejects.toThrow(/./), {
      timeout: 10_000,
    });
    await vi.waitFor(
      async () => {
        await start({ folder: join(root, 'theirs'), port });
      },
      { timeout: 10_000 },
    );
    const again = await start({ folder });
    expect(again.isAdopted).toBe(false);
    expect(again.url).not.toContain(`:${port}/`);
  });

  it('says that the port that it was told is taken', async () => {
    const { url } = await start({ folder: join(root, 'first') });
    const port = Number(new URL(url).port);
    await expect(start({ folder: join(root, 'second'), port })).rejects.toThrow(
      /does not start:[^]*could not bind/,
    );
  });

  it('says which setting PostgreSQL does not know', async () => {
    const folder = join(root, 'setting');
    await expect(start({ folder, settings: { no_such_setting: '1' } })).rejects.toThrow(
      /does not start:[^]*"no_such_setting"/,
    );
  });

  it('makes the data anew when its making was cut short', async () => {
    const folder = join(root, 'cut-short');
    await mkdir(join(folder, 'data.new', 'base'), { recursive: true });
    const { url } = await start({ folder });
    expect(await query(url, 'select 1 as value')).toBe(1);
    expect(await readdir(folder)).toEqual(['data', 'password', 'server.log']);
  });

  it('does not touch data whose password is gone', async () => {
    const folder = join(root, 'no-password');
    await (await start({ folder })).stop();
    await rm(join(folder, 'password'));
    await expect(start({ folder })).rejects.toThrow(/password file .* cannot be read/);
    expect(existsSync(join(folder, 'data', 'PG_VERSION'))).toBe(true);
  });
});

// CI runs as root, and counts a skipped test as a failure.
describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('runs PostgreSQL as another user', async () => {
    await start({ folder: join(root, 'other-user') });
    expect((await stat(join(root, 'other-user', 'data'))).uid).not.toBe(0);
  });

  it('keeps the data of a closed folder in an open one, and says where', async () => {
    const closed = join(root, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const log: string[] = [];
    const options = { folder: join(closed, 'postgres'), log: (line: string) => log.push(line) };
    const first = await start(options);
    await query(first.url, 'create table thing as select 42 as value');
    const path = (await readFile(join(closed, 'postgres', 'DATA-IS-ELSEWHERE.txt'), 'utf8')).trim();
    expect(path).toMatch(new RegExp(`^${join(root, 'open')}/data-`));
    expect(log.join('\n')).toContain(path);
    await first.stop();
    expect(await query((await start(options)).url, 'select value from thing')).toBe(42);
  });
});
