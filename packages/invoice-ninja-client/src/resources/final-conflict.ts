import { ApiError, ConflictError } from '@unified-sync/http-client';

/**
 * Throws an error again, and a conflict as one that must not be repeated: the request that this one
 * doubles may have been done, and doing it twice moves money or sends a mail.
 */
export function finalConflict(error: unknown): never {
  if (!ApiError.isInstance(error) || error.code !== 'conflict' || !error.retryable) throw error;
  const { provider, method, path, status, requestId, data } = error;
  throw new ConflictError(`${error.message}. The first one may have been done: look before you repeat it.`, {
    provider,
    method,
    path,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    data,
    retryable: false,
  });
}
