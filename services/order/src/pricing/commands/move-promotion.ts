// Staff let a promotion begin, or end it for good until they let it begin again.
import type { PromotionStatus } from "@souk/contracts";
import { isLostUpdate } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { changeRules } from "../change-rules.ts";
import { promotions, requireRoom, ruleNotFound } from "../rule-kinds.ts";
import { couponTaken } from "./write-rule.ts";

const formerStatuses: Readonly<Record<"active" | "archived", readonly PromotionStatus[]>> = {
  active: ["draft", "archived"],
  archived: ["draft", "active"],
};

export type MovePromotion = {
  readonly id: string;
  readonly to: "active" | "archived";
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function movePromotion(
  deps: Deps,
  { id, to, actorId, requireVersion }: MovePromotion,
): Promise<void> {
  try {
    await changeRules(deps, async (db) => {
      const before = await promotions.rows.lock(db, id);
      if (before === undefined) throw ruleNotFound(promotions);
      requireVersion(before.version);
      const { status } = before.content;
      if (!formerStatuses[to].includes(status)) {
        throw new Refusal("conflict", "promotion_status_conflict", `The promotion is ${status} already.`);
      }
      if (to === "active") await requireRoom(db, { id, couponCode: before.content.couponCode });
      await promotions.rows.save(db, { id, content: { ...before.content, status: to }, at: deps.now() });
      return {
        actorId,
        action: to === "active" ? "promotion.activate" : "promotion.archive",
        subjectType: "promotion",
        subjectId: id,
        before: { status },
        after: { status: to },
      };
    });
  } catch (error) {
    throw isLostUpdate(error) ? couponTaken() : error; // An archived promotion's code may have been given to another.
  }
}
