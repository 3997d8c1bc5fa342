// Staff delete a rule of prices that nothing needs any more.
import type { Deps } from "../../deps.ts";
import { changeRules } from "../change-rules.ts";
import { type RuleKind, ruleNotFound } from "../rule-kinds.ts";

export type DeleteRule = {
  readonly id: string;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function deleteRule<Content>(
  deps: Deps,
  kind: RuleKind<never, Content, unknown>,
  { id, actorId, requireVersion }: DeleteRule,
): Promise<void> {
  await changeRules(deps, async (db) => {
    const before = await kind.rows.lock(db, id);
    if (before === undefined) throw ruleNotFound(kind);
    requireVersion(before.version);
    await kind.requireUnneeded(db, id);
    await kind.rows.remove(db, id);
    return {
      actorId,
      action: `${kind.subjectType}.delete`,
      subjectType: kind.subjectType,
      subjectId: id,
      before: before.content,
      after: null,
    };
  });
}
