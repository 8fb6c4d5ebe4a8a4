type FetchArguments = Parameters<typeof globalThis.fetch>;

/** Counts the body of a request, which is sent as it is. */
export function countSent(
  input: FetchArguments[0],
  init: FetchArguments[1],
  count: (bytes: number) => void,
): void {
  const body = init?.body ?? (input instanceof Request ? input.body : null);
  if (body === null || body === undefined) return;
  if (typeof body === 'string') count(Buffer.byteLength(body));
  else if (ArrayBuffer.isView(body)) count(body.byteLength);
  else if (input instanceof Request && !input.bodyUsed)
    input
      // A copy: a body that is read on its way is sent without its length, which not every server takes.
      .clone()
      .arrayBuffer()
      .then(({ byteLength }) => count(byteLength))
      // Aborted: it was not sent either, or not all of it.
      .catch(() => undefined);
}

/**
 * Counts the body of an answer: by its declared length, or as it is read.
 * @returns the answer to give out in its place
 */
export function countReceived(response: Response, count: (bytes: number) => void): Response {
  if (response.body === null) return response;
  const declared = response.headers.get('content-length');
  if (declared !== null) {
    count(Number(declared));
    return response;
  }
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        count(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers, url } = response;
  return Object.defineProperty(new Response(counted, { status, statusText, headers }), 'url', { value: url });
}
