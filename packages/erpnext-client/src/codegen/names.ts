/** `Sales Invoice Item` -> `SalesInvoiceItem`; a name that begins with a digit gets a letter in front. */
export function typeName(docType: string): string {
  const words = docType.normalize('NFKD').split(/[^\p{L}\p{N}]+/u);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\p{L}/u.test(name) ? name : `D${name}`;
}

/** `Sales Invoice Item` -> `salesInvoiceItemSchema`; `GL Entry` -> `glEntrySchema`. */
export function schemaName(docType: string): string {
  const name = typeName(docType);
  const capitals = /^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}+$|^\p{Lu}/u.exec(name)?.[0] ?? '';
  return `${capitals.toLowerCase()}${name.slice(capitals.length)}Schema`;
}

/** A property name in source text, quoted only where it must be. */
export const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

/** Text in source text; what a site's administrator typed cannot break out of it. */
export const quoted = (text: string): string =>
  `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", String.raw`\'`)}'`;
