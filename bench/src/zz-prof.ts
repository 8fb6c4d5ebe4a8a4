import { startBackfillWorld } from '/work/wt/fast/bench/src/backfill/start-backfill.ts';
const scale = Number(process.argv[2] ?? 0.2);
const n = (x: number) => Math.ceil(x * scale);
const w = await startBackfillWorld('postgres://postgres@127.0.0.1:5432/postgres', {
  clients: n(1000),
  invoices: n(5000),
  payments: n(4000),
  products: n(500),
  expenses: n(1000),
});
const run = async (args: string[], node: string[] = []) => {
  const c = w.launch(args, node);
  let t = '';
  c.stdout!.on('data', (d) => (t += d));
  await new Promise((r) => c.once('close', r));
  return t;
};
await run(['init', '--json']);
const t0 = performance.now();
const cpu0 = process.cpuUsage();
console.log(
  await run(['backfill', '--json'], process.argv[3] ? ['--cpu-prof', '--cpu-prof-dir=/tmp/cpuprof'] : []),
);
const cpu = process.cpuUsage(cpu0);
console.log(
  'seconds',
  (performance.now() - t0) / 1000,
  'mock cpu s',
  (cpu.user + cpu.system) / 1e6,
  'ninja requests',
  w.ninja.requests.length,
);
await w.stop();
