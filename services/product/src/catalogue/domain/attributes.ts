// Whether the attributes of a product are what their definitions say. Attributes without a definition are free.
import type { AttributeDefinition, ProductBody } from "@souk/contracts";
import { Refusal, type FieldError } from "@souk/errors";

type Attributes = ProductBody["attributes"];

export function attributeErrors(
  attributes: Attributes,
  definitions: readonly AttributeDefinition[],
): FieldError[] {
  return definitions.flatMap((definition) => {
    const value = attributes[definition.code];
    const fault = value === undefined ? undefined : faultOf(value, definition);
    if (fault === undefined) return [];
    return [
      { pointer: `/attributes/${escapePointer(definition.code)}`, code: "attribute_invalid", message: fault },
    ];
  });
}

function faultOf(value: Attributes[string], definition: AttributeDefinition): string | undefined {
  switch (definition.kind) {
    case "text":
      return typeof value === "string" ? undefined : "must be a text";
    case "number":
      return typeof value === "number" ? undefined : `must be a number${inUnit(definition.unit)}`;
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "choice":
      return definition.choices.some((choice) => choice === value)
        ? undefined
        : `must be one of ${definition.choices.join(", ")}`;
  }
}

const inUnit = (unit: string | null): string => (unit === null ? "" : ` in ${unit}`);

/** RFC 6901: a code may be any text. */
const escapePointer = (code: string): string => code.replaceAll("~", "~0").replaceAll("/", "~1");

/** Refuses a list of definitions in which a name or a choice stands twice. */
export function checkDefinitions(definitions: readonly AttributeDefinition[]): void {
  const errors = definitions.flatMap((definition, index) => {
    const isRepeated = definitions.findIndex(({ code }) => code === definition.code) < index;
    const choices = definition.kind === "choice" ? definition.choices : [];
    return [
      ...(isRepeated ? [repeated(`/items/${index}/code`)] : []),
      ...choices.flatMap((choice, at) =>
        choices.indexOf(choice) < at ? [repeated(`/items/${index}/choices/${at}`)] : [],
      ),
    ];
  });
  if (errors.length === 0) return;
  throw new Refusal("invalid", "attributes_invalid", "The definitions are not consistent.", {
    fields: errors,
  });
}

const repeated = (pointer: string): FieldError => ({
  pointer,
  code: "repeated",
  message: "stands there twice",
});
