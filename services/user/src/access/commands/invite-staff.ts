// Makes an account for a colleague, without a password: the mail's link lets its reader choose one, which also proves the address.
import { StaffActed, UserCreated } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { loadUser } from "../../commands/load-user.ts";
import { accountMailQueries } from "../../commands/request-account-mail.ts";
import type { Deps } from "../../deps.ts";
import { canonicalEmail, type User } from "../../domain/user.ts";
import { insertRolesQuery, insertUserQuery, lockRoleChanges } from "../../store/users.ts";
import { type Actor, requireWithinOwn } from "../domain/actor.ts";
import { chosenRoles } from "../domain/chosen-roles.ts";
import { findInvitationRival, markInvitedQuery } from "../store/accounts.ts";
import { listRoles } from "../store/roles.ts";
import { presentActor } from "./present-actor.ts";

export type InviteStaff = {
  readonly userId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roleNames: readonly string[];
  readonly actor: Actor;
};

export async function inviteStaff(deps: Deps, command: InviteStaff): Promise<User> {
  const { userId: id, email, firstName, lastName } = command;
  const roleNames = [...new Set(command.roleNames)];
  return inTransaction(deps.db, async (tx) => {
    await lockRoleChanges(tx);
    const actor = await presentActor(tx, command.actor, "staff:write");
    const roles = chosenRoles(await listRoles(tx), roleNames);
    requireWithinOwn(
      actor,
      roles.flatMap(({ permissions }) => permissions),
    );
    const emailCanonical = canonicalEmail(email);
    refuseRival(await findInvitationRival(tx, emailCanonical));
    const at = deps.now();
    const person = { id, email, emailCanonical, firstName, lastName };
    await runBatch(tx, [
      insertUserQuery({ ...person, passwordHash: null, emailVerifiedAt: null, at }),
      markInvitedQuery(id, at),
      insertRolesQuery(id, roleNames),
      ...accountMailQueries(deps, { userId: id, purpose: "invitation" }),
      outboxQuery(UserCreated, { userId: id }),
      outboxQuery(StaffActed, {
        actorId: actor.userId,
        action: "user.invite",
        subjectType: "user",
        subjectId: id,
        before: null,
        after: { roles: roleNames },
        at: at.toISOString(),
      }),
    ]);
    return loadUser({ db: tx }, id);
  });
}

function refuseRival(rival: "owner" | "invited" | undefined): void {
  if (rival === undefined) return;
  const [code, message] =
    rival === "owner"
      ? ["email_taken", "There is an account with this e-mail address; give it the roles instead."]
      : ["already_invited", "Somebody was invited at this e-mail address and has not chosen a password yet."];
  throw new Refusal("conflict", code, message, {
    fields: [{ pointer: "/email", code: "taken", message: "has an account already" }],
  });
}
