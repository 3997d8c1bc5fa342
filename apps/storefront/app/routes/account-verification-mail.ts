// Sends the mail that proves the e-mail address once more.
import { redirect } from "react-router";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { refusedBy } from "../features/account/form-outcome.server.ts";
import { isDataRequest } from "../lib/data-request.server.ts";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/account-verification-mail";

export function loader(): never {
  throw redirect("/account", 303);
}

export async function action({ request, context }: Route.ActionArgs) {
  return asCustomer(shopOf(context), "/account", async (api) => {
    try {
      await api.users.sendVerificationMail();
    } catch (error) {
      return refusedBy(error, { names: [] });
    }
    if (!isDataRequest(request)) throw redirect("/account?mail-sent", 303);
    return { status: "sent" as const };
  });
}
