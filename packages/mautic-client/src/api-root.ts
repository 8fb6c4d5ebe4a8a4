/** The root of the installation: without `/api` and slashes at the end, whether the caller wrote them or not. */
export const siteRoot = (baseUrl: string): string =>
  typeof baseUrl === 'string'
    ? baseUrl
        .trim()
        .replace(/\/+$/, '')
        .replace(/\/api$/, '')
    : baseUrl;
