const noHeaders: Readonly<Record<string, string>> = {};

/** A subscription to one event, without its stamp. */
export const blankWebhook = () => ({
  company_id: '',
  user_id: '',
  target_url: '',
  event_id: '',
  format: 'JSON',
  rest_method: 'post',
  headers: noHeaders,
});

export type WebhookData = ReturnType<typeof blankWebhook>;
