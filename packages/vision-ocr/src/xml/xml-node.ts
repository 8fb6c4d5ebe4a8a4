import { canonicalDecimal, MoneyError } from '@unified-sync/money';
import { XMLParser } from 'fast-xml-parser';
import { DocumentError } from '../document/document-error.ts';

/** An element: its text under `#text`, its attributes under `@name`, its children in lists by local name. */
export type XmlNode = { readonly [name: string]: readonly XmlNode[] | string | undefined };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  alwaysCreateTextNode: true,
  parseTagValue: false,
  parseAttributeValue: false,

  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/**
 * Parses XML; namespace prefixes are dropped, text stays text.
 *
 * @throws {DocumentError} `broken` when it is no XML, or declares a document type.
 */
export function parseXml(text: string): XmlNode {
  if (/<!DOCTYPE/i.test(text)) throw new DocumentError('XML with a document type is refused.', 'broken');
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the options above make this shape
    return parser.parse(text, true) as XmlNode;
  } catch (cause) {
    throw new DocumentError('The file is no well-formed XML.', 'broken', { cause });
  }
}

/** All elements at a path such as `Header/Name`. */
export function elements(node: XmlNode | undefined, path: string): readonly XmlNode[] {
  let found: readonly XmlNode[] = node === undefined ? [] : [node];
  for (const name of path.split('/'))
    found = found.flatMap((element) => {
      const children = element[name];
      return Array.isArray(children) ? (children as readonly XmlNode[]) : [];
    });
  return found;
}

/** The first element at a path. */
export const element = (node: XmlNode | undefined, path: string): XmlNode | undefined =>
  elements(node, path)[0];

/** The text at a path; `null` where there is none, or only spaces. */
export function textAt(node: XmlNode | undefined, path: string): string | null {
  const value = element(node, path)?.['#text'];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** An attribute of an element. */
export function attribute(node: XmlNode | undefined, name: string): string | null {
  const value = node?.[`@${name}`];
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * The canonical decimal at a path; `null` where there is none.
 *
 * @throws {DocumentError} `broken` when it is something else than a decimal: a wrong amount must not pass for none.
 */
export function decimalAt(node: XmlNode | undefined, path: string): string | null {
  const text = textAt(node, path);
  if (text === null) return null;
  try {
    // XML Schema allows "+5", "05" and ".5" where decimal text does not.
    return canonicalDecimal(
      text
        .replace(/^\+/, '')
        .replace(/^(-?)0+(?=\d)/, '$1')
        .replace(/^(-?)\./, '$10.'),
    );
  } catch (cause) {
    if (!MoneyError.isInstance(cause)) throw cause;
    throw new DocumentError(`${path}: no decimal number.`, 'broken', { cause });
  }
}
