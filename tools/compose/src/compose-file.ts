import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The text of docker-compose.yml. */
export const composeText = readFileSync(`${root}docker-compose.yml`, 'utf8');

const service = z.object({
  image: z.string().optional(),
  command: z.array(z.string()).optional(),
  restart: z.string(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  ports: z.array(z.string()).default([]),
  // Compose reads an unquoted `false` as a boolean and refuses it: values are text.
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z
    .array(z.union([z.string(), z.object({ type: z.string(), source: z.string(), target: z.string() })]))
    .default([]),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }),
  deploy: z.object({ resources: z.object({ limits: z.object({ memory: z.string() }) }) }),
});

/** docker-compose.yml, as far as the tests look. */
export const compose = z
  .object({
    services: z.object({ postgres: service, redis: service, directus: service, 'sync-worker': service }),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(composeText));

/** The variables that .env.example asks for, with the values that it gives them. */
export const exampleVariables = new Map(
  readFileSync(`${root}.env.example`, 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line): [string, string] => {
      const [name = '', ...value] = line.split('=');
      return [name, value.join('=')];
    }),
);
