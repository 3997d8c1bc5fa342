// Staff make a rule of prices, or replace what it says.
import { isLostUpdate } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { changeRules } from "../change-rules.ts";
import { type RuleKind, ruleNotFound } from "../rule-kinds.ts";

export type WriteRule<Body> = {
  readonly id: string;
  readonly body: Body;
  readonly actorId: string;
  /** Of the rule that is there; undefined makes a new one, and a repeated id (a retry after a crash) changes nothing. */
  readonly requireVersion: ((current: number) => void) | undefined;
};

export async function writeRule<Body, Content>(
  deps: Deps,
  kind: RuleKind<Body, Content, unknown>,
  { id, body, actorId, requireVersion }: WriteRule<Body>,
): Promise<void> {
  try {
    await changeRules(deps, async (db) => {
      const before = await kind.rows.lock(db, id);
      if (requireVersion === undefined && before !== undefined) return undefined;
      if (requireVersion !== undefined && before === undefined) throw ruleNotFound(kind);
      if (before !== undefined) requireVersion?.(before.version);
      const content = await kind.contentOf(db, { id, body, before: before?.content });
      await kind.rows.save(db, { id, content, at: deps.now() });
      return {
        actorId,
        action: `${kind.subjectType}.${before === undefined ? "create" : "update"}`,
        subjectType: kind.subjectType,
        subjectId: id,
        before: before?.content ?? null,
        after: content,
      };
    });
  } catch (error) {
    throw isLostUpdate(error) ? couponTaken() : error;
  }
}

/** Codes are the only thing that two rules must not share. */
export function couponTaken(): Refusal {
  return new Refusal("conflict", "coupon_code_taken", "Another promotion has this code.", {
    fields: [{ pointer: "/couponCode", code: "taken", message: "must not be another promotion's code" }],
  });
}
