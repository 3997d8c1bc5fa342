// Makes the first administrator when the shop has none; a shop that has one is left alone.
import { builtInRoles, UserCreated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { ADMINISTRATOR_ROLE, canonicalEmail } from "../domain/user.ts";
import {
  countActiveWithRole,
  insertRolesQuery,
  insertUserQuery,
  lockRoleChanges,
  upsertBuiltInRoleQuery,
} from "../store/users.ts";

export type FirstAdministrator = { readonly email: string; readonly password: string };

/** Keeps the built-in roles as the code has them. True where the administrator was made. */
export async function ensureAdministrator(
  deps: Deps,
  { email, password }: FirstAdministrator,
): Promise<boolean> {
  const passwordHash = await deps.passwords.hash(password);
  return inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    await runBatch(tx, builtInRoles.map(upsertBuiltInRoleQuery));
    if ((await countActiveWithRole(tx, ADMINISTRATOR_ROLE)) > 0) return false;
    const id = deps.newId();
    const at = deps.now();
    const name = { firstName: "Shop", lastName: "Administrator" };
    await runBatch(tx, [
      insertUserQuery({
        id,
        email,
        emailCanonical: canonicalEmail(email),
        passwordHash,
        ...name,
        emailVerifiedAt: at,
        at,
      }),
      insertRolesQuery(id, [ADMINISTRATOR_ROLE]),
      outboxQuery(UserCreated, { userId: id }),
    ]);
    return true;
  });
}
