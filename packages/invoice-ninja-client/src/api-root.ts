/** The root of the API: `/api/v1` below the host, whether the caller wrote it or not. */
export const apiRoot = (baseUrl: string): string =>
  typeof baseUrl === 'string'
    ? `${baseUrl
        .trim()
        .replace(/\/+$/, '')
        .replace(/\/api\/v1$/, '')}/api/v1`
    : baseUrl;
