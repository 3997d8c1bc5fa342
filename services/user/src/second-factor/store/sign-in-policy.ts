// All SQL of what the shop asks of those who sign in.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { SignInPolicy } from "@souk/contracts";

const find = `select staff_second_factor as "staffSecondFactor", version from sign_in_policy`;
const findPolicy = statement<SignInPolicy>("find_sign_in_policy", find);
const lockPolicy = statement<SignInPolicy>("lock_sign_in_policy", `${find} for update`);
const update = statement<never, [string]>(
  "update_sign_in_policy",
  "update sign_in_policy set staff_second_factor = $1, version = version + 1",
);

export async function loadSignInPolicy(db: AnyDb): Promise<SignInPolicy> {
  return (await findPolicy.first(db, [])) as SignInPolicy;
}
export async function lockSignInPolicy(tx: AnyDb): Promise<SignInPolicy> {
  return (await lockPolicy.first(tx, [])) as SignInPolicy;
}
export function updateSignInPolicyQuery(staffSecondFactor: SignInPolicy["staffSecondFactor"]): BatchQuery {
  return update.query([staffSecondFactor]);
}
