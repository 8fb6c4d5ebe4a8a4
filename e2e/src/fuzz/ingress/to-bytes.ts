import type { Call, Framing } from './call.ts';
import { largestBody } from './secrets.ts';

/** What goes over the wire. */
export interface WireBytes {
  readonly bytes: Buffer;
  /** The connection cannot be used for another call. */
  readonly isLast: boolean;
  /** The sender ends its side behind them. */
  readonly ends: boolean;
}

const tooLarge = Buffer.alloc(largestBody + 1, 'x');

const usable: ReadonlySet<Framing> = new Set(['length', 'chunked', 'chunked with a trailer', 'none']);

/** Writes a call as HTTP/1.1, with the lies that it is to hold. */
export function toBytes(call: Call): WireBytes {
  const { headers, payload } = framed(call);
  const lines = [
    `${call.method} ${call.target} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...[...call.headers, ...headers].map(([name, value]) => `${name}: ${value}`),
  ];
  return {
    bytes: Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), payload]),
    // Behind an upgrade that it does not take, Node answers what it cannot read only when the connection ends.
    isLast: !usable.has(call.framing) || call.headers.some(([name]) => name === 'Upgrade'),
    ends: call.framing === 'length too long',
  };
}

type Framed = { readonly headers: ReadonlyArray<readonly [string, string]>; readonly payload: Buffer };
const length = (value: string | number): readonly [string, string] => ['Content-Length', String(value)];
const isChunked = ['Transfer-Encoding', 'chunked'] as const;

function framed({ framing, body }: Call): Framed {
  switch (framing) {
    case 'length':
      return { headers: [length(body.length)], payload: body };
    case 'none':
      return { headers: [], payload: Buffer.alloc(0) };
    case 'chunked':
      return { headers: [isChunked], payload: chunks(body) };
    case 'chunked with a trailer':
      return {
        headers: [isChunked, ['Trailer', 'X-Unified-Sync-Secret']],
        payload: chunks(body, 'X-Unified-Sync-Secret: x\r\n'),
      };
    case 'length too short':
      return { headers: [length(Math.floor(body.length / 2))], payload: body };
    case 'length too long':
      return { headers: [length(body.length + 10)], payload: body };
    case 'length twice':
      return { headers: [length(body.length), length(body.length + 1)], payload: body };
    case 'length and chunked':
      return { headers: [length(body.length), isChunked], payload: chunks(body) };
    case 'length that is none':
      return { headers: [length(oddLengths[body.length % oddLengths.length] ?? '-1')], payload: body };
    case 'chunk size that is none':
      return {
        headers: [isChunked],
        payload: Buffer.concat([Buffer.from('zz\r\n'), body, Buffer.from('\r\n0\r\n\r\n')]),
      };
    case 'oversize, declared':
      return { headers: [length(largestBody + 1 + body.length)], payload: body };
    case 'oversize, chunked':
      return { headers: [isChunked], payload: chunks(Buffer.concat([body, tooLarge])) };
  }
}

const oddLengths = ['-1', '0x10', '1e3', '+5', '5,6', '5 6', '9'.repeat(30), 'x', ''];

function chunks(body: Buffer, trailer = ''): Buffer {
  const size = Math.max(1, Math.ceil(body.length / 3));
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from(`0\r\n${trailer}\r\n`)]);
}
