import pg from 'pg';
const counts = new Map(); let bytes = 0;
const original = pg.Client.prototype.query;
pg.Client.prototype.query = function (...args) {
  const text = typeof args[0] === 'string' ? args[0] : args[0]?.text;
  const key = (text ?? '?').slice(0, 110).replace(/\s+/g, ' ');
  const one = counts.get(key) ?? { n: 0, ms: 0 };
  one.n += 1; counts.set(key, one);
  const at = performance.now();
  const result = original.apply(this, args);
  if (result?.then) result.then(() => (one.ms += performance.now() - at), () => undefined);
  return result;
};
process.on('exit', () => {
  const all = [...counts].sort((a, b) => b[1].n - a[1].n);
  process.stderr.write(`QUERIES ${all.reduce((s, [, { n }]) => s + n, 0)}\n` + all.slice(0, 40).map(([k, { n, ms }]) => `${n}\t${ms.toFixed(0)}ms\t${k}`).join('\n') + '\n');
});
