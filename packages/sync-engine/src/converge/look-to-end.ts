import type { Look } from '../record.ts';
import type { Context } from './context.ts';

const mostMoves = 5;

/** Looks at a record of a stream; where it answers under another id, at that one, and so on. */
export async function lookToEnd(
  { ports }: Context,
  stream: string,
  first: string,
): Promise<{
  readonly to: string;
  readonly look: Look;
  /** All ids on the way, the first and the last included. */
  readonly through: readonly string[];
}> {
  const through = [first];
  let to = first;
  for (let moves = 0; ; moves += 1) {
    const [look = { kind: 'unknown', cause: 'no answer' }] = await ports.stream(stream).look([to]);
    if (look.kind !== 'moved' || moves === mostMoves) return { to, look, through };
    to = look.to;
    through.push(to);
  }
}
