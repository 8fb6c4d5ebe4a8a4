#!/usr/bin/env node
import { environment } from './config.ts';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand({
  args: process.argv.slice(2),
  env: environment(),
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
});
