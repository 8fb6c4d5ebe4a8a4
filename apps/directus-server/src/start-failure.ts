/** Says what went wrong and what Directus logged last, which names the cause more often than not. */
export function startFailure(what: string, lines: readonly string[]): Error {
  const log = lines.length === 0 ? 'It logged nothing.' : `It logged last:\n${lines.join('\n')}`;
  return new Error(`Directus ${what}. ${log}`);
}
