// What the page of passkeys changes.
import type { ApiClient } from "@souk/client";
import { redirect } from "react-router";
import { accountAreaMessagesFor, accountMessagesFor } from "../../messages/use-account-messages.ts";
import { refused, refusedWith } from "./form-outcome.server.ts";
import { readCeremony } from "./passkey-answers.server.ts";

export const PASSKEYS_PAGE = "/account/security/passkeys";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
const doneWith = (done: string): Response => redirect(`${PASSKEYS_PAGE}?done=${done}`, 303);

async function create(api: ApiClient, form: FormData) {
  const ceremony = readCeremony(form, "attestation");
  if (!ceremony) return refusedWith(accountMessagesFor("en").passkeyProblems.failed);
  const name = textOf(form, "name") || accountAreaMessagesFor("en").passkeys.nameDefault;
  const { ceremonyId, credential: attestation } = ceremony;
  const { recoveryCodes } = (await api.secondFactor.createPasskey({ ceremonyId, name, attestation })).data;
  if (recoveryCodes === null) throw doneWith("added");
  return { status: "codes" as const, recoveryCodes }; // With the first second factor come recovery codes, shown this once.
}

export async function changePasskeys(api: ApiClient, form: FormData) {
  const intent = form.get("intent");
  if (intent === "create") return create(api, form);
  const id = textOf(form, "id");
  if (intent === "remove") {
    await api.secondFactor.removePasskey(id);
    throw doneWith("removed");
  }
  const name = textOf(form, `name-${id}`);
  if (name === "") {
    const message = accountAreaMessagesFor("en").passkeys.nameMissing;
    return refused([{ name: `name-${id}`, message }]);
  }
  await api.secondFactor.renamePasskey({ id, name });
  throw doneWith("renamed");
}
