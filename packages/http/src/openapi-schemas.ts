// zod schemas as the components of an OpenAPI document: one entry for each schema that has an id.
import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;
/** What a caller sends differs from what it gets: defaults make fields optional, transformations change types. */
export type Direction = "input" | "output";

const DEFINITION = "#/$defs/";
const COMPONENT = "#/components/schemas/";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function mapReferences(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapReferences(item, rename));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "$schema" && name !== "$defs" && name !== "id")
      .map(([name, item]) => {
        const isReference = name === "$ref" && typeof item === "string" && item.startsWith(DEFINITION);
        return [name, isReference ? COMPONENT + rename(item.slice(DEFINITION.length)) : mapReferences(item, rename)];
      }),
  );
}

export class SchemaComponents {
  readonly #schemas = new Map<string, JsonSchema>();

  /** The schema as it stands in the document: a reference where it has an id. */
  add(schema: z.ZodType, direction: Direction): JsonSchema {
    // Wrapped, so that a schema with an id of its own becomes a definition like any other.
    const made = z.toJSONSchema(z.object({ it: schema }), { io: direction, unrepresentable: "any", reused: "inline" });
    const definitions = isRecord(made.$defs) ? made.$defs : {};
    const names = this.#namesFor(definitions, direction);
    const rename = (name: string) => names.get(name) ?? name;
    for (const [name, definition] of Object.entries(definitions)) this.#schemas.set(rename(name), toSchema(definition, rename));
    return toSchema(made.properties?.it, rename);
  }

  /** All named schemas, by name. */
  all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#schemas].toSorted(([one], [other]) => one.localeCompare(other)));
  }

  /** A name that already stands for the other direction's form gets a second one. */
  #namesFor(definitions: Readonly<Record<string, unknown>>, direction: Direction): ReadonlyMap<string, string> {
    return new Map(
      Object.entries(definitions).map(([name, definition]) => {
        const known = this.#schemas.get(name);
        const isSame = known === undefined || JSON.stringify(known) === JSON.stringify(toSchema(definition, (other) => other));
        return [name, isSame ? name : `${name}${direction === "input" ? "Input" : "Output"}`];
      }),
    );
  }
}

function toSchema(value: unknown, rename: (name: string) => string): JsonSchema {
  const mapped = mapReferences(value, rename);
  return isRecord(mapped) ? mapped : {};
}
