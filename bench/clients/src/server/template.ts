/** Writes one record as JSON, with these values in place of its own. */
export type Template = (values: Readonly<Record<string, string | number>>) => string;

/** Makes a template of a record: each field named is filled in when it is written. */
export function template(record: object, fields: readonly string[]): Template {
  const marked = { ...record, ...Object.fromEntries(fields.map((field) => [field, `@@${field}@@`])) };
  const parts = JSON.stringify(marked).split(/"@@(\w+)@@"/);
  return (values) =>
    parts.map((part, index) => (index % 2 === 0 ? part : JSON.stringify(values[part]))).join('');
}
