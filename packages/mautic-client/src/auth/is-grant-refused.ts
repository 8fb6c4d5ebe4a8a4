import type { ErrorAnswer } from '@unified-sync/http-client';
import { readErrorBody } from '../error-body.ts';

/**
 * True for a refused grant. Mautic rewrites the `error` of RFC 6749 into its own `errors[]`
 * (`Oauth2Test.php`), and answers a dead refresh token or code with 400 and the type `invalid_grant`.
 */
export const isGrantRefused = ({ data, status }: ErrorAnswer): boolean =>
  status === 400 && readErrorBody(data).type === 'invalid_grant';
