// Shows once more who is there: by the password, a code of the authenticator app, or a passkey.
import type { ApiClient } from "@souk/client";
import { redirect } from "react-router";
import { formAnswer } from "../../lib/form-answer.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import { accountAreaMessagesFor, accountMessagesFor } from "../../messages/use-account-messages.ts";
import { checkoutMessagesFor } from "../../messages/use-checkout-messages.ts";
import { sendForm } from "./as-customer.server.ts";
import { refused, refusedWith, secretOf } from "./form-outcome.server.ts";
import { readCeremony } from "./passkey-answers.server.ts";

type Proof = Parameters<ApiClient["users"]["reauthenticate"]>[0];

function proofOf(form: FormData): Proof | ReturnType<typeof refused> {
  const words = accountMessagesFor("en");
  const intent = form.get("intent");
  if (intent === "passkey") {
    const ceremony = readCeremony(form, "assertion");
    return ceremony
      ? { ceremonyId: ceremony.ceremonyId, assertion: ceremony.credential }
      : refusedWith(words.passkeyProblems.failed);
  }
  if (intent === "totp") {
    const totpCode = secretOf(form, "code").trim();
    return totpCode === "" ? refused([{ name: "code", message: words.secondFactor.missing }]) : { totpCode };
  }
  const { missing, wrong } = checkoutMessagesFor("en").fields;
  const password = secretOf(form, "password");
  return password === ""
    ? refused([{ name: "password", message: missing["password"] ?? wrong }])
    : { password };
}

/** Leads on to where one was, or answers what was not right. */
export async function reauthenticate(
  shop: Shop,
  { request, form, from }: { request: Request; form: FormData; from: string },
) {
  const { confirm } = accountAreaMessagesFor("en");
  const { secondFactor, passkeyProblems } = accountMessagesFor("en");
  const says = {
    password_wrong: { name: "password", text: confirm.wrong },
    second_factor_invalid: { name: "code", text: secondFactor.wrong.totp },
    totp_code_invalid: { name: "code", text: secondFactor.wrong.totp },
    passkey_invalid: { text: passkeyProblems.refused },
    ceremony_over: { text: passkeyProblems.over },
  };
  return sendForm(shop, { request, from, names: ["password", "code"], says }, async (api) => {
    const proof = proofOf(form);
    if ("status" in proof) return formAnswer(request, proof, 422);
    await api.users.reauthenticate(proof);
    throw redirect(from, 303);
  });
}
