// Signing in with nothing but a passkey.
import type { Shop } from "../../lib/shop.server.ts";
import { accountMessagesFor } from "../../messages/use-account-messages.ts";
import { beginSession } from "./begin-session.server.ts";
import { refusedBy, refusedWith } from "./form-outcome.server.ts";
import { readCeremony } from "./passkey-answers.server.ts";
import { keepSecondFactor } from "./second-factor.server.ts";
import type { SignInOutcome } from "./sign-in.server.ts";

export async function signInWithPasskey(shop: Shop, form: FormData): Promise<SignInOutcome> {
  const { passkeyProblems, signIn } = accountMessagesFor("en");
  const ceremony = readCeremony(form, "assertion");
  if (!ceremony) return refusedWith(passkeyProblems.failed);
  const { ceremonyId, credential: assertion } = ceremony;
  try {
    await beginSession(shop, (await shop.api.secondFactor.passkeyLogin({ ceremonyId, assertion })).data);
    return { status: "signed_in" };
  } catch (error) {
    if (keepSecondFactor(shop, error)) return { status: "second_factor" };
    const says = { account_closed: { text: signIn.closed }, ceremony_over: { text: passkeyProblems.over } };
    return refusedBy(error, { names: [], says, otherwise: passkeyProblems.refused });
  }
}
