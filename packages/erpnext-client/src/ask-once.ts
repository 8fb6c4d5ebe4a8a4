/**
 * Remembers the first answer. A failure is not remembered, and one caller's abort does not end the
 * question for the others: each asks for itself until one has an answer.
 */
export function askOnce<Answer>(
  ask: (signal?: AbortSignal) => Promise<Answer>,
): (signal?: AbortSignal) => Promise<Answer> {
  let known: { answer: Answer } | undefined;
  return async (signal) => {
    known ??= { answer: await ask(signal) };
    return known.answer;
  };
}
