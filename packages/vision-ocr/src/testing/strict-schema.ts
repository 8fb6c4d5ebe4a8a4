const allowedFormats = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
]);
const refused = ['allOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'oneOf'];

/**
 * What strict structured outputs refuse of a JSON schema (OpenAI's guide on structured outputs): optional
 * properties, open objects, unknown formats, some keywords. Empty where the schema is fine.
 */
export function strictSchemaIssues(schema: unknown, path = 'schema'): string[] {
  if (Array.isArray(schema))
    return schema.flatMap((one, index) => strictSchemaIssues(one, `${path}.${index}`));
  if (typeof schema !== 'object' || schema === null) return [];
  const node: { [key: string]: unknown } = { ...schema };
  const issues = refused
    .filter((keyword) => keyword in node)
    .map((keyword) => `${path}: ${keyword} is not permitted`);
  if (typeof node['format'] === 'string' && !allowedFormats.has(node['format']))
    issues.push(`${path}: format ${node['format']} is not supported`);
  if (node['type'] === 'object') {
    const names = Object.keys(node['properties'] ?? {});
    const required: unknown[] = Array.isArray(node['required']) ? node['required'] : [];
    if (node['additionalProperties'] !== false) issues.push(`${path}: additionalProperties must be false`);
    for (const name of names) if (!required.includes(name)) issues.push(`${path}: ${name} must be required`);
  }
  for (const key of ['properties', 'definitions', '$defs', 'items', 'anyOf']) {
    const child = node[key];
    if (key === 'items' || key === 'anyOf') issues.push(...strictSchemaIssues(child, `${path}.${key}`));
    else if (typeof child === 'object' && child !== null)
      for (const [name, property] of Object.entries(child))
        issues.push(...strictSchemaIssues(property, `${path}.${name}`));
  }
  return issues;
}
