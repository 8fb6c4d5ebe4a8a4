import { z } from 'zod';
import type { Provider } from './providers.ts';
import { startPart } from './run-part.ts';

const schema = z.object({ port: z.int() });

/** Starts the local server of a provider for as long as something uses it; gives its name and address as arguments. */
export async function withServer<Result>(
  provider: Provider,
  use: (args: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { child, message } = await startPart({ file: 'server/serve.ts', args: [provider], schema });
  try {
    return await use([provider, `http://127.0.0.1:${message.port}`]);
  } finally {
    child.disconnect();
  }
}
