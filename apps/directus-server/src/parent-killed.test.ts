import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { bootstrappedTemplate } from './testing/bootstrapped-template.ts';
import { createTestDatabase } from './testing/index.ts';

vi.setConfig({ testTimeout: 180_000 });

const script = fileURLToPath(import.meta.resolve('./testing/start-in-a-process-of-its-own.ts'));

it('ends when the process that started it is killed', async () => {
  const database = await createTestDatabase(await bootstrappedTemplate());
  const parent = spawn(process.execPath, [script, database.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  const url = String(line).trim();
  expect((await fetch(`${url}/server/ping`)).status).toBe(200);
  parent.kill('SIGKILL');
  await vi.waitFor(async () => await expect(fetch(`${url}/server/ping`)).rejects.toThrow('fetch failed'), {
    timeout: 10_000,
    interval: 100,
  });
  await database.drop();
});
