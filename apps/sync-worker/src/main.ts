#!/usr/bin/env node
import { environmentAdminToken, readConfig } from './config.ts';
import { runCli } from './cli/run-cli.ts';

const ending = new AbortController();
const hurrying = new AbortController();

function end(): void {
  if (!ending.signal.aborted) return ending.abort();
  hurrying.abort();
  // Time to say what is left; a command that does not hear of it ends all the same.
  setTimeout(() => process.exit(1), 1000).unref();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);

process.exitCode = await runCli(process.argv.slice(2), {
  readConfig,
  adminToken: environmentAdminToken,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  signal: ending.signal,
  hurry: hurrying.signal,
});

// A job that does not end in time keeps its connections open: told to end, the process ends all the same.
if (ending.signal.aborted) process.exit();
setTimeout(() => process.exit(), 5_000).unref();
