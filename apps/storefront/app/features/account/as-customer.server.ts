// What the account's pages do for whoever is signed in; everybody else is led to where they can prove who they are, and back again.
import { isApiProblem, type ApiClient } from "@souk/client";
import { redirect } from "react-router";
import { formAnswer } from "../../lib/form-answer.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import { refusedBy, type FormAnswer } from "./form-outcome.server.ts";

const UNPROCESSABLE = 422;
const toSignIn = (from: string): Response => redirect(`/sign-in?from=${encodeURIComponent(from)}`, 303);

/** `from`: the page that is wanted. Where the API wants the password once more, the way leads there and back to it. */
export async function asCustomer<Result>(
  shop: Shop,
  from: string,
  work: (api: ApiClient) => Promise<Result>,
): Promise<Result> {
  const api = await shop.customerApi();
  if (!shop.hasSession) throw toSignIn(from);
  try {
    return await work(api);
  } catch (error) {
    if (isApiProblem(error, "reauthentication_required"))
      throw redirect(`/account/confirm?from=${encodeURIComponent(from)}`, 303);
    if (!isApiProblem(error) || error.status !== 401) throw error;
    shop.cookies.clear(shop.cookies.names.refresh);
    throw toSignIn(from);
  }
}

type CustomerForm = FormAnswer & { readonly request: Request; readonly from: string };

/** The same for a form: what the API refuses is an answer to it. */
export function sendForm<Result>(
  shop: Shop,
  { request, from, ...form }: CustomerForm,
  work: (api: ApiClient) => Promise<Result>,
) {
  return asCustomer(shop, from, async (api) => {
    try {
      return await work(api);
    } catch (error) {
      return formAnswer(request, refusedBy(error, form), UNPROCESSABLE);
    }
  });
}
