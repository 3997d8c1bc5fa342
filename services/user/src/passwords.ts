// Hashes and checks passwords off the event loop: Argon2id with the parameters OWASP recommends (19 MiB, 2 passes, 1 lane),
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
import { hash, verify } from "@node-rs/argon2";

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Takes as long for an account that does not exist (or has no password) as for one that does. */
export async function checkPassword(storedHash: string | undefined, password: string): Promise<boolean> {
  const isRight = await verify(storedHash ?? nobodysHash, password);
  return storedHash !== undefined && isRight;
}

/** Of a random password nobody knows, made with the parameters above. */
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$SWkfC+rH9X97QKa2Yvh+oQ$+KfcYiYtxwAZPjNnP6AeWF51GriHzFsfZvCzoXAU+is";
