import type { ClientOptions } from '../../client-options.ts';
import type { Paginated } from '../../paginate.ts';

/** One behaviour that is asked of every client. */
export interface ConformanceCase {
  /** A sentence, for the title of a test. */
  name: string;
  /** Rejects when the client behaves otherwise. */
  run: () => Promise<void>;
}

/** The calls of a client that the suite makes. */
export interface ConformanceCalls {
  /** Lists the rows of {@link ConformanceAnswers.list}. @default the client has no lists */
  list?: (options: { signal?: AbortSignal }) => Paginated<unknown>;
  /** Reads one record: a call that is safe to repeat. */
  get: (id: string, options: { signal?: AbortSignal }) => Promise<unknown>;
  /** Writes, in a way that is not safe to repeat. */
  create: (options: { signal?: AbortSignal }) => Promise<unknown>;
}

/** What the provider says. Each function gives a new `Response`, in the provider's own form. */
export interface ConformanceAnswers {
  /** Answers a request of the list: three pages or more, by what the request asks for. @default no lists */
  list?: (request: Request) => Response | Promise<Response>;
  /** Answers `get`. */
  record: () => Response;
  /** Answers `create`. */
  created: () => Response;
  /** A 2xx to `get` whose JSON is not what the schema promises. */
  misshapen: () => Response;
  /** The error answers that mean these things, with the provider's real statuses and bodies. */
  errors: Readonly<Record<ConformanceErrorCode, () => Response>> &
    Readonly<Partial<Record<'conflict', () => Response>>>;
}

/** The error classes that every provider has an answer for. */
export type ConformanceErrorCode =
  | 'authentication'
  | 'permission'
  | 'not_found'
  | 'validation'
  | 'rate_limit'
  | 'server';

/** A client, and how to hold it. */
export interface ConformanceSubject {
  /** Makes the client with these options. What it asks on the way (tokens, versions) is the subject's to answer. */
  connect: (options: ClientOptions) => ConformanceCalls;
  /** An id as the provider gives them. */
  id: string;
  /** How many rows {@link ConformanceAnswers.list} holds. @default no lists */
  rows?: number;
  /** The credentials that `connect` gives to the client: none may ever be shown. */
  secrets: readonly string[];
  answers: ConformanceAnswers;
}
