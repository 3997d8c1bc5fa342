// Begins a ceremony: what the authenticator will sign is remembered for a few minutes and for one answer.
import { randomBytes } from "node:crypto";
import type { PasskeyCeremony } from "@souk/contracts";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { type Ceremony, CEREMONY_MS } from "../domain/passkey.ts";
import { insertCeremony } from "../store/ceremonies.ts";

const CHALLENGE_BYTES = 32;
const jsonObject = z.record(z.string(), z.json());

export type BeginCeremony = Pick<Ceremony, "purpose" | "userId" | "signInChallenge"> & {
  /** Makes what `navigator.credentials` is given. */
  readonly optionsOf: (challenge: Uint8Array<ArrayBuffer>) => Promise<object>;
};

export async function beginCeremony(
  deps: Deps,
  { optionsOf, ...ceremony }: BeginCeremony,
): Promise<PasskeyCeremony> {
  const ceremonyId = deps.newId();
  const challenge = randomBytes(CHALLENGE_BYTES);
  const options = await optionsOf(new Uint8Array(challenge));
  await insertCeremony(deps.db, {
    ...ceremony,
    id: ceremonyId,
    challenge: challenge.toString("base64url"),
    expiresAt: new Date(deps.now().getTime() + CEREMONY_MS),
  });
  return { ceremonyId, options: jsonObject.parse(JSON.parse(JSON.stringify(options))) };
}
