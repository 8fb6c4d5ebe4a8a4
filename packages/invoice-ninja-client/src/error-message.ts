/** What an error body says, in all the shapes that Invoice Ninja has for it. */
export interface ErrorBody {
  /** One sentence; `""` where there is none. */
  message: string;
  /** Complaints by field; some come as a text instead of a list. */
  fields: Record<string, string[]>;
  /** True for `{ error: { message } }`: how a failed action answers, as opposed to a refused request. */
  isFailedAction: boolean;
}

/** @param data Parsed JSON, or text: a bare JSON string, or a page that a proxy made. */
export function readErrorBody(data: unknown): ErrorBody {
  if (typeof data === 'string')
    return {
      message: data.trimStart().startsWith('<') ? 'an HTML page' : data.slice(0, 300),
      fields: {},
      isFailedAction: false,
    };
  const fields = fieldErrors(property(data, 'errors'));
  const error = property(data, 'error');
  const [firstField] = Object.values(fields);
  const message =
    [property(data, 'message'), error, property(error, 'message'), firstField?.[0]].find(isText) ?? '';
  return { message, fields, isFailedAction: isText(property(error, 'message')) };
}

function fieldErrors(errors: unknown): Record<string, string[]> {
  if (typeof errors !== 'object' || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors).map(([field, said]) => [field, [said].flat().map(String)]),
  );
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
