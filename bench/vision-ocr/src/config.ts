/** What the benchmark takes from the environment: a model to measure, if there is one. */
export const config = {
  baseURL: process.env['OPENAI_BASE_URL'],
  apiKey: process.env['OPENAI_API_KEY'],
  model: process.env['OPENAI_MODEL'],
  /** Documents to generate. */
  count: Number(process.env['DOCUMENTS'] ?? 240),
  api: process.env['OPENAI_API'] === 'chat' ? ('chat' as const) : ('responses' as const),
};
