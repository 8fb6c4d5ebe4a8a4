/** Where a person grants access; Mautic shows its login first. */
export function consentUrl(options: {
  root: string;
  clientId: string;
  redirectUri: string;
  state?: string | undefined;
}): string {
  const { root, clientId, redirectUri, state } = options;
  const query = new URLSearchParams({
    client_id: clientId,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    response_type: 'code',
    ...(state !== undefined && { state }),
  });
  return `${root}/oauth/v2/authorize?${query.toString()}`;
}
