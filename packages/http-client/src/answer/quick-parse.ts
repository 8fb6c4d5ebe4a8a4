import type { z } from 'zod';

/** What {@link quickParse} gives for a value that zod has to judge. */
export const misfit: unique symbol = Symbol('misfit');

/** Gives the parsed value, or {@link misfit}. */
type Step = (value: unknown) => unknown;
type Fields = Record<PropertyKey, unknown>;

interface Field {
  key: PropertyKey;
  step: Step;
  mayLack: boolean;
}

const steps = new WeakMap<z.core.SomeType, Step>();

/**
 * Parses what `JSON.parse` gave, as the schema does, without building it anew: zod copies every object and
 * makes a result for every value, which costs as much as reading the JSON did. What fits is given back as it
 * is; only what a `preprocess` has changed is copied. Kinds of schemas that are not known here are parsed by
 * zod, in their place.
 *
 * @returns The parsed value, or {@link misfit}: then zod decides, and tells what is wrong.
 */
export const quickParse = (schema: z.core.SomeType, value: unknown): unknown => stepOf(schema)(value);

function stepOf(schema: z.core.SomeType): Step {
  const known = steps.get(schema);
  if (known !== undefined) return known;
  // For a schema that contains itself: by the time that a value is parsed, it is made.
  steps.set(schema, (value) => stepOf(schema)(value));
  const made = quickStep(definitionOf(schema)) ?? zodStep(schema);
  steps.set(schema, made);
  return made;
}

function zodStep({ _zod: zod }: z.core.SomeType): Step {
  return (value) => {
    const result = zod.run({ value, issues: [] }, { async: false });
    return result instanceof Promise || result.issues.length > 0 ? misfit : result.value;
  };
}

type Definition = z.core.$ZodTypes['_zod']['def'];

function definitionOf({ _zod: { def } }: z.core.SomeType): Definition {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every kind of zod is one of these; a kind to come is known by its `type`
  return def as Definition;
}

/** Undefined for what only zod knows: checks, formats, defaults and so on. */
function quickStep(def: Definition): Step | undefined {
  if (def.checks !== undefined && def.checks.length > 0) return undefined;
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- whatever is not named is zod's, a new kind too
  switch (def.type) {
    // What coercion would change does not fit, and is zod's.
    case 'string':
      return 'format' in def ? undefined : text;
    case 'number':
      return numberStep(def);
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : misfit);
    case 'null':
      return (value) => (value === null ? value : misfit);
    case 'unknown':
      return (value) => value;
    case 'nullable':
      return emptyOr(null, stepOf(def.innerType));
    case 'optional':
      return isDefaulted(def.innerType) ? undefined : emptyOr(undefined, stepOf(def.innerType));
    case 'array':
      return arrayStep(stepOf(def.element));
    case 'object':
      return def.catchall !== undefined && definitionOf(def.catchall).type === 'unknown'
        ? objectStep(def.shape)
        : undefined;
    case 'record':
      return stepOf(def.keyType) === text ? recordStep(stepOf(def.valueType)) : undefined;
    case 'union':
      return 'discriminator' in def || def.inclusive === false ? undefined : firstOf(def.options.map(stepOf));
    case 'pipe':
      return preprocessStep(def);
    default:
      return undefined;
  }
}

const text: Step = (value) => (typeof value === 'string' ? value : misfit);
const finite: Step = (value) => (Number.isFinite(value) ? value : misfit);
const integer: Step = (value) => (Number.isSafeInteger(value) ? value : misfit);

function numberStep(def: z.core.$ZodNumberDef | z.core.$ZodNumberFormatDef): Step | undefined {
  if (!('format' in def)) return finite;
  return def.format === 'safeint' ? integer : undefined;
}

const emptyOr =
  (empty: null | undefined, step: Step): Step =>
  (value) =>
    value === empty ? value : step(value);

const firstOf =
  (options: readonly Step[]): Step =>
  (value) => {
    for (const option of options) {
      const parsed = option(value);
      if (parsed !== misfit) return parsed;
    }
    return misfit;
  };

/** A function that asks for zod's context may report an issue: only zod can hear it. */
function preprocessStep({ in: before, out, transform }: z.core.$ZodPipeDef): Step | undefined {
  const def = definitionOf(before);
  if (transform !== undefined || def.type !== 'transform' || def.transform.length > 1) return undefined;
  const step = stepOf(out);
  return (value) => step(def.transform(value, { value, issues: [] }));
}

function arrayStep(element: Step): Step {
  return (value) => {
    if (!Array.isArray(value)) return misfit;
    let output: unknown[] = value;
    for (let index = 0; index < value.length; index += 1) {
      const given: unknown = value[index];
      const parsed = element(given);
      if (parsed === misfit) return misfit;
      if (parsed === given) continue;
      if (output === value) output = [...value];
      output[index] = parsed;
    }
    return output;
  };
}

function objectStep(shape: z.core.$ZodShape): Step {
  const fields = Reflect.ownKeys(shape).flatMap((key) => {
    const schema = shape[String(key)];
    return schema === undefined ? [] : [{ key, step: stepOf(schema), mayLack: mayLack(schema) }];
  });
  return fieldsStep(() => fields);
}

/** A missing key is skipped where it may lack; else what the schema makes of it is for zod to know. */
function fieldsStep(fieldsOf: (value: Fields) => readonly Field[]): Step {
  return (value) => {
    if (!isFields(value)) return misfit;
    let output = value;
    for (const { key, step, mayLack: isOptional } of fieldsOf(value)) {
      const given = value[key];
      if (given === undefined && isOptional) continue;
      const parsed = given === undefined ? misfit : step(given);
      if (parsed === misfit) return misfit;
      if (parsed === given) continue;
      if (output === value) output = { ...value };
      output[key] = parsed;
    }
    return output;
  };
}

const recordStep = (step: Step): Step =>
  fieldsStep((value) => Object.keys(value).map((key) => ({ key, step, mayLack: false })));

const isDefaulted = ({ _zod: { optin } }: z.core.SomeType): boolean => optin === 'defaulted';

const mayLack = ({ _zod: { optin, optout } }: z.core.SomeType): boolean =>
  optin === 'optional' && optout === 'optional';

/** An own `__proto__`, which JSON can have, is dropped by zod. */
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__');
