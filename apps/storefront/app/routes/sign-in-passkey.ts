// What a device needs to know before it uses or makes a passkey. Asked for by a script of ours, which sends the device's answer with a form.
import { isApiProblem } from "@souk/client";
import type { PasskeyCeremony } from "@souk/contracts";
import { redirect } from "react-router";
import { pendingSecondFactor } from "../features/account/second-factor.server.ts";
import { shopOf, type Shop } from "../lib/shop.server.ts";
import type { Route } from "./+types/sign-in-passkey";

const SIGN_IN = "/sign-in?notice=tookTooLong";
const PASSKEYS = "/account/security/passkeys";

export function loader(): never {
  throw redirect("/sign-in", 303);
}

async function ceremonyFor(
  shop: Shop,
  intent: FormDataEntryValue | null,
): Promise<PasskeyCeremony | { readonly path: string }> {
  if (intent === "create") return (await (await shop.customerApi()).secondFactor.beginPasskey()).data;
  if (intent === "again") return (await (await shop.customerApi()).secondFactor.beginReauthentication()).data;
  if (intent !== "proof") return (await shop.api.secondFactor.beginPasskeyLogin()).data;
  const pending = pendingSecondFactor(shop);
  return pending ? (await shop.api.secondFactor.beginProof(pending.challenge)).data : { path: SIGN_IN };
}

/** Where to go instead. */
function elsewhere(error: unknown, intent: FormDataEntryValue | null): { readonly path: string } | undefined {
  if (!isApiProblem(error)) throw error;
  if (error.code === "reauthentication_required")
    return { path: `/account/confirm?from=${encodeURIComponent(PASSKEYS)}` };
  if (error.status === 401)
    return { path: intent === "create" ? `/sign-in?notice=again&from=${PASSKEYS}` : SIGN_IN };
  return undefined;
}

/** Always 200 for what the script can go on from: browsers report anything else as an error in their console. */
export async function action({ request, context }: Route.ActionArgs): Promise<Response> {
  const intent = (await request.formData()).get("intent");
  try {
    return Response.json(await ceremonyFor(shopOf(context), intent));
  } catch (error) {
    return Response.json(elsewhere(error, intent) ?? null);
  }
}
