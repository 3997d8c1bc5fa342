// A customer changes their own profile; only what is given changes.
import { UserUpdated } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../deps.ts";
import type { User } from "../domain/user.ts";
import { updateUserProfile } from "../store/users.ts";
import { loadUser } from "./load-user.ts";

const RACES_MAX = 5;

export type UpdateProfile = {
  readonly userId: string;
  readonly changes: Partial<Pick<User, "firstName" | "lastName" | "phone" | "addresses">>;
  /** Throws where the profile is not the one the caller looked at. */
  readonly precondition: (user: User) => void;
};

export async function updateProfile(
  deps: Deps,
  { userId, changes, precondition }: UpdateProfile,
): Promise<User> {
  for (let race = 0; race < RACES_MAX; race += 1) {
    const before = await loadUser(deps, userId);
    precondition(before);
    const after: User = { ...before, ...changes, version: before.version + 1, updatedAt: deps.now() };
    const isWritten = await inTransaction(deps.db, async (tx) => {
      const isNew = await updateUserProfile(tx, after, before.version);
      if (isNew) await publish(tx, UserUpdated, { userId });
      return isNew;
    });
    if (isWritten) return after;
  }
  throw new Refusal("conflict", "user_busy", "The profile is being changed elsewhere; please try again.");
}
