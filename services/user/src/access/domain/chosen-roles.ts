// The roles that somebody named, of those that the shop has. No I/O.
import { Refusal } from "@souk/errors";
import type { Role } from "../../domain/user.ts";

export function chosenRoles(all: readonly Role[], names: readonly string[]): readonly Role[] {
  return names.map((name, index) => {
    const role = all.find((candidate) => candidate.name === name);
    if (role) return role;
    throw new Refusal("unprocessable", "role_unknown", "There is no such role.", {
      fields: [{ pointer: `/roles/${index}`, code: "unknown", message: "must be a role of the shop" }],
    });
  });
}
