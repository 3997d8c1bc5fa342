// The second step of a sign-in. Between the steps the challenge waits in a cookie that scripts cannot read.
import { isApiProblem } from "@souk/client";
import { SecondFactorRequired, secondFactorMethods, type SecondFactorMethod } from "@souk/contracts";
import { z } from "zod";
import type { Shop } from "../../lib/shop.server.ts";
import { accountMessagesFor } from "../../messages/use-account-messages.ts";
import { beginSession } from "./begin-session.server.ts";
import { refused, refusedBy, refusedWith, secretOf, type Refused } from "./form-outcome.server.ts";
import { readCeremony } from "./passkey-answers.server.ts";

const Pending = z.object({ challenge: z.string(), methods: z.array(z.enum(secondFactorMethods)) });
export type PendingSecondFactor = z.infer<typeof Pending>;

export type SecondFactorOutcome =
  | { readonly status: "signed_in" }
  /** The time between the steps is over, or there were too many wrong tries. */
  | { readonly status: "over" }
  | Refused;

/** Whether the API wants a second factor; then what it needs is kept. */
export function keepSecondFactor(shop: Shop, error: unknown): boolean {
  if (!isApiProblem(error, "second_factor_required")) return false;
  const { challenge, methods, expiresIn } = SecondFactorRequired.parse(error.extra);
  const value = JSON.stringify({ challenge, methods });
  shop.cookies.set(shop.cookies.names.secondFactor, value, { maxAgeSeconds: expiresIn });
  return true;
}

export function pendingSecondFactor({ cookies }: Shop): PendingSecondFactor | undefined {
  const kept = cookies.get(cookies.names.secondFactor);
  try {
    return Pending.safeParse(JSON.parse(kept ?? "null")).data;
  } catch {
    return undefined; // Somebody else wrote this cookie.
  }
}

/** The method to ask for: the one that was wanted, if the account has it, or the quickest. */
export function methodToAsk(
  { methods }: PendingSecondFactor,
  wanted: string | null,
): SecondFactorMethod | undefined {
  const order = ["totp", "passkey", "recovery_code"] as const;
  return methods.find((method) => method === wanted) ?? order.find((method) => methods.includes(method));
}

export async function proveSecondFactor(shop: Shop, form: FormData): Promise<SecondFactorOutcome> {
  const pending = pendingSecondFactor(shop);
  if (!pending) return { status: "over" };
  const { challenge } = pending;
  const method = form.get("method");
  try {
    if (method === "passkey") {
      const ceremony = readCeremony(form, "assertion");
      if (!ceremony) return refusedWith(accountMessagesFor("en").passkeyProblems.failed);
      const { ceremonyId, credential: assertion } = ceremony;
      await beginSession(
        shop,
        (await shop.api.secondFactor.prove({ method, challenge, ceremonyId, assertion })).data,
      );
      return { status: "signed_in" };
    }
    return await proveByCode(shop, { challenge, method: method === "totp" ? "totp" : "recovery_code", form });
  } catch (error) {
    return refusedProof(shop, error, method === "totp" || method === "passkey" ? method : "recovery_code");
  }
}

type CodeProof = {
  readonly challenge: string;
  readonly method: "totp" | "recovery_code";
  readonly form: FormData;
};

async function proveByCode(shop: Shop, { challenge, method, form }: CodeProof): Promise<SecondFactorOutcome> {
  const code = secretOf(form, "code").trim();
  if (code === "") return refused([{ name: "code", message: accountMessagesFor("en").secondFactor.missing }]);
  await beginSession(shop, (await shop.api.secondFactor.prove({ method, challenge, code })).data);
  return { status: "signed_in" };
}

function refusedProof(shop: Shop, error: unknown, method: SecondFactorMethod): SecondFactorOutcome {
  const { secondFactor, passkeyProblems } = accountMessagesFor("en");
  if (isApiProblem(error, "second_factor_challenge_invalid")) {
    shop.cookies.clear(shop.cookies.names.secondFactor);
    return { status: "over" };
  }
  if (method === "passkey") {
    const says = { ceremony_over: { text: passkeyProblems.over } };
    return refusedBy(error, { names: [], says, otherwise: passkeyProblems.refused });
  }
  const says = { second_factor_invalid: { name: "code", text: secondFactor.wrong[method] } };
  return refusedBy(error, { names: ["code"], says });
}
