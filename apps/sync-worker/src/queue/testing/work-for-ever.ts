/** A process that takes the first job it can get, says so, and never ends it. */
import { openQueues } from '../open-queues.ts';
import { owners } from './owners.ts';

const [, , connection = ''] = process.argv;
const queues = await openQueues({
  owners,
  connection: JSON.parse(connection),
  deadAfter: 2000,
  onError: (error) => process.stderr.write(`${error.message}\n`),
});
await queues.work(async (owner) => {
  process.stdout.write(`${owner}\n`);
  await new Promise(() => undefined);
});
