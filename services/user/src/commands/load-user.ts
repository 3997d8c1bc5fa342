// Reads a user who must exist.
import { Refusal } from "@souk/errors";
import type { Deps } from "../deps.ts";
import type { User } from "../domain/user.ts";
import { findUser } from "../store/users.ts";

export async function loadUser(deps: Pick<Deps, "db">, userId: string): Promise<User> {
  const user = await findUser(deps.db, userId);
  if (user) return user;
  throw new Refusal("not_found", "user_not_found", "There is no such user.");
}
