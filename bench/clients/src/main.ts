// Measures the clients beside others, each provider with a local server in a process of its own, and writes results.md.
import { loadavg } from 'node:os';
import { digits, writeReport } from './report.ts';
import { reportRequests } from './requests/report-requests.ts';
import { reportStreams } from './streaming/report-streams.ts';
import { reportValidation } from './validation/report-validation.ts';

const parts = [await reportRequests(), await reportValidation(), await reportStreams()];
const missed = parts.flatMap((part) => part.missed);
const date = new Date().toISOString().slice(0, 10);

await writeReport(`# The clients beside others: what was measured

Written by \`pnpm bench:clients\` on ${date} (Node ${process.version}, two cores, load average at the end ${digits(loadavg()[0] ?? 0)}). The built packages, against a local server in a process of its own: its CPU is not in the figures.

${parts.map(({ text }) => text).join('\n\n')}

${missed.length === 0 ? 'Every target is met.' : `**Missed:** ${missed.join('; ')}.`}
`);
if (missed.length > 0) process.exitCode = 1;
