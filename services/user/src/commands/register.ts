// Makes an account for a customer and signs them in.
import { UserCreated } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../deps.ts";
import { CUSTOMER_ROLE, canonicalEmail, type User } from "../domain/user.ts";
import { hashPassword } from "../passwords.ts";
import { isTaken } from "../store/unique-violation.ts";
import { insertRolesQuery, insertUserQuery } from "../store/users.ts";
import { openSession, type SessionTokens } from "./open-session.ts";

export type Register = {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
};

export async function register(
  deps: Deps,
  command: Register,
): Promise<{ user: User; tokens: SessionTokens }> {
  const { userId: id, email, password, firstName, lastName } = command;
  const at = deps.now();
  const passwordHash = await hashPassword(password);
  const roles = [CUSTOMER_ROLE];
  const user: User = {
    id,
    version: 1,
    email,
    firstName,
    lastName,
    phone: null,
    addresses: [],
    emailVerifiedAt: null,
    active: true,
    roles,
    permissions: [],
    createdAt: at,
    updatedAt: at,
  };
  const emailCanonical = canonicalEmail(email);
  try {
    const tokens = await openSession(deps, user, [
      insertUserQuery({
        id,
        email,
        emailCanonical,
        passwordHash,
        firstName,
        lastName,
        emailVerifiedAt: null,
        at,
      }),
      insertRolesQuery(id, roles),
      outboxQuery(UserCreated, { userId: id }),
    ]);
    return { user, tokens };
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new Refusal("conflict", "email_taken", "There is an account with this e-mail address.", {
      fields: [{ pointer: "/email", code: "taken", message: "has an account already; sign in instead" }],
    });
  }
}
