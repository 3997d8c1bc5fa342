// Says whether the shop's staff need a second factor. Who has none loses their permissions with the next token and gets them back with a factor.
import { type SignInPolicy, StaffActed } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { lockSignInPolicy, updateSignInPolicyQuery } from "../store/sign-in-policy.ts";

export type ChangeSignInPolicy = Pick<SignInPolicy, "staffSecondFactor"> & {
  readonly actorId: string;
  /** Throws where the policy is not the one the caller looked at. */
  readonly precondition: (policy: SignInPolicy) => void;
};

export async function changeSignInPolicy(
  deps: Deps,
  { actorId, staffSecondFactor, precondition }: ChangeSignInPolicy,
): Promise<SignInPolicy> {
  return inTransaction(deps.db, async (tx) => {
    const before = await lockSignInPolicy(tx);
    precondition(before);
    await runBatch(tx, [
      updateSignInPolicyQuery(staffSecondFactor),
      outboxQuery(StaffActed, {
        actorId,
        action: "sign_in_policy.change",
        subjectType: "sign_in_policy",
        subjectId: "sign_in_policy",
        before: { staffSecondFactor: before.staffSecondFactor },
        after: { staffSecondFactor },
        at: deps.now().toISOString(),
      }),
    ]);
    return { staffSecondFactor, version: before.version + 1 };
  });
}
