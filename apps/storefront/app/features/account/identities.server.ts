// Signing in with an account elsewhere, and connecting one. The provider sends the browser back to /sign-in/callback/:provider.
import { isApiProblem } from "@souk/client";
import type { IdentityProvider } from "@souk/contracts";
import { redirect } from "react-router";
import { localPath } from "../../lib/data-request.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import { beginSession } from "./begin-session.server.ts";
import { keepSecondFactor } from "./second-factor.server.ts";

const QUERY_LENGTH_MAX = 4_000;
const IDENTITIES_PAGE = "/account/security/identities";

export async function identityProviders(shop: Shop): Promise<readonly IdentityProvider[]> {
  return (await shop.api.identities.providers()).data.items;
}

/** The page for whoever comes back and did not succeed: where they began, with the reason as a code. */
function backWithProblem(shop: Shop, problem: string): Response {
  return redirect(
    `${shop.hasSession ? IDENTITIES_PAGE : "/sign-in"}?problem=${encodeURIComponent(problem)}`,
    303,
  );
}

/** Where to send the browser. Signed in, this connects the account elsewhere; otherwise it signs in. */
export async function beginIdentity(
  shop: Shop,
  { provider, from }: { provider: string; from: string },
): Promise<{ readonly redirectUrl: string }> {
  try {
    const api = await shop.customerApi();
    const { redirectUrl, flowToken, expiresIn } = (await api.identities.begin({ provider, returnTo: from }))
      .data;
    shop.cookies.set(shop.cookies.names.identityFlow, flowToken, { maxAgeSeconds: expiresIn });
    return { redirectUrl };
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    if (error.code === "reauthentication_required")
      throw redirect(`/account/confirm?from=${encodeURIComponent(from)}`, 303);
    throw backWithProblem(shop, error.code);
  }
}

/** Ends what began: gives the way to go on, whatever came of it. */
export async function finishIdentity(
  shop: Shop,
  { provider, query }: { provider: string; query: string },
): Promise<Response> {
  const { identityFlow } = shop.cookies.names;
  const flowToken = shop.cookies.get(identityFlow);
  shop.cookies.clear(identityFlow);
  if (flowToken === undefined || query === "" || query.length > QUERY_LENGTH_MAX)
    return backWithProblem(shop, "identity_flow_gone");
  try {
    const api = await shop.customerApi();
    const { data } = await api.identities.finish({ provider, flowToken, query });
    if (data.outcome === "linked") return redirect(`${IDENTITIES_PAGE}?connected`, 303);
    await beginSession(shop, data.session);
    return redirect(localPath(data.returnTo ?? "/account"), 303);
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    if (keepSecondFactor(shop, error)) {
      const { returnTo } = error.extra;
      const from = typeof returnTo === "string" ? localPath(returnTo) : "/account";
      return redirect(`/sign-in/second-factor?from=${encodeURIComponent(from)}`, 303);
    }
    return backWithProblem(shop, error.code);
  }
}
