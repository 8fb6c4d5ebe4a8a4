#!/usr/bin/env node
import { environmentAdminToken, readConfig } from './config.ts';
import { runCli } from './cli/run-cli.ts';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());

process.exitCode = await runCli(process.argv.slice(2), {
  readConfig,
  adminToken: environmentAdminToken,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  signal: ending.signal,
});

// A job that does not end in time keeps its connections open: told to end, the process ends all the same.
setTimeout(() => process.exit(), 5_000).unref();
