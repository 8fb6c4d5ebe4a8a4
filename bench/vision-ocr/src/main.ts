import { createVisionModel } from '@unified-sync/vision-ocr';
import { extractInvoice } from '@unified-sync/vision-ocr/node';
import { config } from './config.ts';
import { degradedScan } from './generate/degrade.ts';
import { type Case, makeCase } from './generate/ground-truth.ts';
import { createRandom } from './generate/random.ts';
import { renderPdf } from './generate/render.ts';
import { fieldScores, lineF1, type Reading } from './measure/accuracy.ts';
import { corruptionScores, falseAlarms, judgedAt } from './measure/check-quality.ts';
import { gateScore } from './measure/gate.ts';
import { fieldTable, percent, table, writeReport } from './report.ts';

const seed = 20_261_127;
const { count } = config;
const rounds = 5;
const random = createRandom(seed);
const started = performance.now();

interface Made {
  one: Case;
  bytes: Uint8Array;
}

const made: Made[] = [];
for (let index = 0; index < count; index += 1) {
  const one = makeCase(index, random);
  const pdf = await renderPdf(one);
  made.push({ one, bytes: one.carrier === 'scan' ? await degradedScan(pdf, random) : pdf });
}

async function readAll(
  cases: readonly Made[],
  options: Parameters<typeof extractInvoice>[1],
): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const { one, bytes } of cases)
    readings.push({
      truth: one.invoice,
      extraction: await extractInvoice(bytes, { now: () => judgedAt, ...options }),
    });
  return readings;
}

const groups: [string, Made[]][] = [
  ['Factur-X', made.filter(({ one }) => one.carrier === 'factur-x')],
  ['QR-bill, PDF', made.filter(({ one }) => one.carrier === 'pdf' && one.hasQrBill)],
  ['QR-bill, bad scan', made.filter(({ one }) => one.carrier === 'scan' && one.hasQrBill)],
  ['neither', made.filter(({ one }) => one.carrier !== 'factur-x' && !one.hasQrBill)],
];

const deterministic: { name: string; readings: Reading[] }[] = [];
for (const [name, cases] of groups) deterministic.push({ name, readings: await readAll(cases, {}) });

const invoices = made.map(({ one }) => one.invoice);
const alarms = falseAlarms(invoices);
const scores = corruptionScores(invoices, createRandom(seed + 1), rounds);
const total = (kind: string): string => {
  const all = scores.filter((score) => score.kind === kind);
  const flagged = all.reduce((sum, score) => sum + score.flagged, 0);
  const errors = all.reduce((sum, score) => sum + score.made, 0);
  return `${percent(flagged, errors)} (${flagged} of ${errors})`;
};

const withText = made.filter(({ one }) => one.carrier === 'pdf');
const gate = await gateScore(withText, createRandom(seed + 2));

const verified = (readings: readonly Reading[]): string =>
  `${readings.filter(({ extraction }) => extraction.status === 'verified').length} of ${readings.length}`;

async function modelReport(): Promise<string> {
  const { apiKey, baseURL, model: name, api } = config;
  if (apiKey === undefined || name === undefined)
    return 'Not measured: `OPENAI_API_KEY` and `OPENAI_MODEL` were not set (`OPENAI_BASE_URL` and `OPENAI_API=chat` for other servers).';
  const model = createVisionModel({ apiKey, model: name, api, ...(baseURL !== undefined && { baseURL }) });
  const readings = await readAll(
    made.filter(({ one }) => one.carrier !== 'factur-x'),
    { model },
  );
  const wrongly = readings
    .filter(({ extraction }) => extraction.status === 'verified')
    .filter((reading) => fieldScores([reading]).some(({ wrong }) => wrong > 0));
  return [
    `Model \`${name}\`, ${readings.length} documents without XML. Line-item F1: ${(100 * lineF1(readings)).toFixed(2)} %. Verified: ${verified(readings)}, of which with a wrong field: ${wrongly.length}.`,
    fieldTable([{ name, scores: fieldScores(readings) }]),
  ].join('\n\n');
}

const layouts = new Set(made.map(({ one }) => one.layout)).size;
const languages = new Set(made.map(({ one }) => one.language)).size;
const ofType = (type: string): number => invoices.filter((invoice) => invoice.type === type).length;
const multiRate = invoices.filter(({ taxes }) => taxes.length > 1).length;
const modelText = await modelReport();

await writeReport(`# vision-ocr: what was measured

Written by \`pnpm --filter @unified-sync/bench-vision-ocr bench\` (seed ${seed}, Node ${process.version}, ${Math.round((performance.now() - started) / 1000)} s).
The documents are generated, so the figures say how the code behaves, not what real suppliers send.

${count} documents: ${layouts} layouts, ${languages} languages, ${ofType('invoice')} invoices, ${ofType('credit_note')} credit notes, ${ofType('receipt')} receipts; ${multiRate} with several VAT rates; ${made.filter(({ one }) => one.carrier === 'scan').length} are bad scans (turned, soft, noisy, compressed), ${withText.length} PDFs with a text layer and ${made.filter(({ one }) => one.carrier === 'factur-x').length} with Factur-X inside.

## Without a model

Exact match of each field where the document has it, and how often a field was wrong. What is neither was left open.

${fieldTable(deterministic.map(({ name, readings }) => ({ name: `${name} (${readings.length})`, scores: fieldScores(readings) })))}

${table(
  ['', ...deterministic.map(({ name }) => name)],
  [
    ['line-item F1', ...deterministic.map(({ readings }) => `${(100 * lineF1(readings)).toFixed(2)} %`)],
    ['verified', ...deterministic.map(({ readings }) => verified(readings))],
  ],
)}

## With a model

${modelText}

## The checks

One error is made in a right invoice, ${rounds} times for each document and kind of error, and the checks that need the invoice alone judge it.

- False alarms on right invoices: **${alarms.length} of ${count}**${alarms.length === 0 ? '' : ` (${alarms.map((index) => made[index]?.one.name).join(', ')})`}
- Errors of arithmetic flagged: **${total('arithmetic')}**
- Errors of check digits flagged: **${total('check-digit')}**

${table(
  ['error', 'made', 'flagged', ''],
  scores.map((score) => [
    score.name,
    String(score.made),
    String(score.flagged),
    percent(score.flagged, score.made),
  ]),
)}

## The gate behind a model

A scripted model reads the ${withText.length} PDFs with a text layer: without a mistake, and with one misread field (numbers and dates too). This measures no model, but what is let through.

- Right readings that are verified: **${percent(gate.rightVerified, gate.right)}** (${gate.rightVerified} of ${gate.right})
- Wrong readings that are verified: **${gate.wrongVerified.length} of ${gate.wrong}**${gate.wrongVerified.length === 0 ? '' : ` (${gate.wrongVerified.join(', ')})`}
`);
