// REST contract of attribute definitions: what an attribute of that name means, in all products.
import { z } from "zod";
import { requiredText } from "./common.ts";

export const ATTRIBUTES_MAX = 200;
const CHOICES_MAX = 200;

const named = {
  /** The name under which products carry it. */
  code: requiredText(60),
  label: requiredText(120),
  /** Whether search offers it as a filter. */
  isFilterable: z.boolean().default(false),
};
export const AttributeDefinition = z
  .discriminatedUnion("kind", [
    z.strictObject({ ...named, kind: z.literal("text") }),
    z.strictObject({ ...named, kind: z.literal("number"), unit: requiredText(20).nullable().default(null) }),
    z.strictObject({ ...named, kind: z.literal("boolean") }),
    z.strictObject({
      ...named,
      kind: z.literal("choice"),
      choices: z.array(requiredText(120)).min(1).max(CHOICES_MAX),
    }),
  ])
  .meta({ id: "AttributeDefinition" });
export type AttributeDefinition = z.infer<typeof AttributeDefinition>;

/** All definitions in the order in which they are shown. */
export const AttributeDefinitionsBody = z.strictObject({
  items: z.array(AttributeDefinition).max(ATTRIBUTES_MAX),
});
export const AttributeDefinitions = AttributeDefinitionsBody.extend({ version: z.int() }).meta({
  id: "AttributeDefinitions",
});
export type AttributeDefinitions = z.infer<typeof AttributeDefinitions>;
