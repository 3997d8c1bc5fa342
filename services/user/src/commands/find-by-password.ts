// Whose password this is, among those who have an address: its owner, else its newest claim. Where the first is not right there is always a second
// check, whether or not there is anybody to check, so that the time it takes tells nothing.
import type { Deps } from "../deps.ts";
import type { Account } from "../domain/user.ts";
import type { AccountsOfAddress } from "../store/credentials.ts";

export async function findByPassword(
  { passwords }: Pick<Deps, "passwords">,
  { owner, claim }: AccountsOfAddress,
  password: string,
): Promise<Account | undefined> {
  if (await passwords.check(owner?.passwordHash, password)) return owner;
  return (await passwords.check(claim?.passwordHash, password)) ? claim : undefined;
}
