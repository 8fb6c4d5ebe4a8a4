/** An answer before it becomes a `Response`. */
export interface Reply {
  readonly status: number;
  /** Text, as JSON unless `contentType` says otherwise. */
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(value: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(value), contentType: 'application/json' };
}

/** JSON that exists as text already. */
export function jsonText(body: string): Reply {
  return { status: 200, body, contentType: 'application/json' };
}

/** Status 200 and nothing more: what some actions by GET answer. */
export const empty: Reply = { status: 200, body: '', contentType: 'text/html; charset=UTF-8' };

export function html(status: number, title: string): Reply {
  const body = `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body>${title}</body></html>\n`;
  return { status, body, contentType: 'text/html; charset=UTF-8' };
}

export function file(bytes: Uint8Array<ArrayBuffer>, contentType: string, name: string): Reply {
  const disposition = `attachment; filename="${name}"`;
  return { status: 200, body: bytes, contentType, headers: { 'Content-Disposition': disposition } };
}
