// REST of attribute definitions: everybody reads what attributes mean, staff say it.
import { AttributeDefinitions, AttributeDefinitionsBody } from "@souk/contracts";
import { anyone, json, route, staff, type Answer, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { answerWith, type Document } from "../documents.ts";
import { defineAttributes } from "./commands/define-attributes.ts";
import { versionGuard } from "./product-version.ts";
import { listAttributes } from "./store/attributes.ts";

const FRESH_MS = 5_000;
const tags = ["products"];

export const attributeRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /attributes",
    {
      summary: "What the attributes of products mean: their labels, kinds, units and choices",
      tags,
      access: anyone(),
      ownership: "none",
      response: AttributeDefinitions,
    },
    () => answerWith(attributesDocument(deps)),
  ),
  route(
    "PUT /attributes",
    {
      summary: "Replace the definitions of attributes; values that products have must fit",
      tags,
      access: staff("products:write"),
      ownership: "staff with products:write",
      body: AttributeDefinitionsBody,
      response: AttributeDefinitions,
    },
    async ({ body, caller, headers }): Promise<Answer<AttributeDefinitions>> => {
      await defineAttributes(deps, {
        definitions: body.items,
        actorId: caller.userId,
        requireVersion: versionGuard(headers),
      });
      const { body: text, etag } = await attributesDocument(deps);
      return json(AttributeDefinitions.parse(JSON.parse(text.toString())), { etag });
    },
  ),
];

function attributesDocument(deps: Deps): Document | Promise<Document> {
  return deps.documents.read("attributes", async () => {
    const list = await listAttributes(deps.db);
    return { body: JSON.stringify(list), freshMs: FRESH_MS, version: list.version };
  });
}
