// Takes the answer of a ceremony in which a passkey was used. The ceremony is over with it, right or wrong.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { Ceremony, Passkey } from "../domain/passkey.ts";
import { takeCeremonyChallenge } from "../store/ceremonies.ts";
import { findPasskeyByCredential, countPasskeyUse } from "../store/passkeys.ts";
import { type Assertion, parseAssertion, passkeyInvalid, verifyAssertion } from "../webauthn.ts";

export type AcceptPasskey = Pick<Ceremony, "purpose" | "userId" | "signInChallenge"> & {
  readonly ceremonyId: string;
  /** As the browser gave it. */
  readonly assertion: unknown;
};

/** The passkey that was used; whose it is has signed in. */
export async function acceptPasskey(deps: Deps, command: AcceptPasskey): Promise<Passkey> {
  const { ceremonyId: id, purpose, userId, signInChallenge } = command;
  const assertion = parseAssertion(command.assertion);
  const at = deps.now();
  const challenge = await takeCeremonyChallenge(deps.db, { id, purpose, userId, signInChallenge, at });
  if (challenge === undefined) throw ceremonyOver();
  const kind = purpose === "reauthenticate" ? "unprocessable" : "unauthenticated";
  const passkey = await findOwner(deps, assertion, userId);
  if (!passkey) throw passkeyInvalid(kind);
  const signCount = await verifyAssertion(assertion, {
    relyingParty: deps.relyingParty(),
    challenge,
    passkey,
    verifiesUser: purpose !== "second_step",
    kind,
  });
  if (await countPasskeyUse(deps.db, { id: passkey.id, signCount, at })) return passkey;
  deps.telemetry.log.warn(
    { passkeyId: passkey.id, userId: passkey.userId },
    "a passkey's count went back: there may be a copy of it",
  );
  throw passkeyInvalid(kind);
}

/** The passkey that answers, where it may: it is of the account that was asked, and speaks for the account it is of. */
async function findOwner(
  deps: Deps,
  { answer, userHandle }: Assertion,
  userId: string | undefined,
): Promise<Passkey | undefined> {
  const passkey = await findPasskeyByCredential(deps.db, answer.id);
  if (!passkey || passkey.userId !== (userId ?? passkey.userId)) return undefined;
  // Who was named need not be named again; where nobody was, the authenticator has to say who it is.
  const isNamed = userHandle === undefined ? userId !== undefined : userHandle.equals(passkey.userHandle);
  return isNamed ? passkey : undefined;
}

/** Answered before, begun for something or somebody else, or too long ago. */
export function ceremonyOver(): Refusal {
  return new Refusal(
    "conflict",
    "ceremony_over",
    "This took too long or was answered before. Please try again.",
  );
}
