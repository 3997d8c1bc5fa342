// Staff say what attributes mean. Values that products have already must fit: nothing becomes wrong behind its keeper's back.
import { StaffActed, type AttributeDefinition } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { checkDefinitions } from "../domain/attributes.ts";
import { countUnfit, lockAttributes, replaceAttributes } from "../store/attributes.ts";

export type DefineAttributes = {
  readonly definitions: readonly AttributeDefinition[];
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function defineAttributes(deps: Deps, command: DefineAttributes): Promise<void> {
  const { definitions, actorId, requireVersion } = command;
  checkDefinitions(definitions);
  await inTransaction(deps.db, async (db) => {
    const before = await lockAttributes(db);
    requireVersion(before.version);
    const unfit = await countUnfit(db, definitions);
    if (unfit.length > 0) throw valuesUnfit(definitions, unfit);
    await replaceAttributes(db, definitions);
    await publish(db, StaffActed, {
      actorId,
      action: "attributes.define",
      subjectType: "attributes",
      subjectId: "attributes",
      before: before.items,
      after: definitions,
      at: deps.now().toISOString(),
    });
  });
  deps.documents.expireAll();
}

function valuesUnfit(
  definitions: readonly AttributeDefinition[],
  unfit: Awaited<ReturnType<typeof countUnfit>>,
): Refusal {
  const fields = unfit.map(({ code, products }) => ({
    pointer: `/items/${definitions.findIndex((definition) => definition.code === code)}`,
    code: "values_unfit",
    message: `${products} products have another value`,
  }));
  const message = "Products have values that these definitions would refuse; change them first.";
  return new Refusal("conflict", "attribute_values_unfit", message, {
    fields,
    extra: { attributes: unfit },
  });
}
