/**
 * Writes JSON as Python's `json.dumps` does: a space after `,` and `:`, and `\uXXXX` for all that is not ASCII.
 * A field that Python holds as a float is printed with `.0`; name it in `floats`.
 */
export function pythonJson(value: unknown, floats: ReadonlySet<string> = new Set(), key = ''): string {
  if (Array.isArray(value)) return `[${value.map((one) => pythonJson(one, floats)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${entries.map(([name, one]) => `${ascii(JSON.stringify(name))}: ${pythonJson(one, floats, name)}`).join(', ')}}`;
  }
  if (typeof value === 'number' && Number.isInteger(value) && floats.has(key)) return `${value}.0`;
  return ascii(JSON.stringify(value ?? null));
}

const ascii = (text: string): string =>
  text.replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'),
  );
