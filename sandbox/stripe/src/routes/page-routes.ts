// What a shopper's browser meets: the script, the frame with the card fields, and the bank's question.
import { readFileSync } from "node:fs";
import type { FastifyInstance, FastifyReply } from "fastify";
import { ApiError, invalid } from "../api-error.ts";
import { answerChallenge, confirmIntent, methodOfNumber } from "../commands/confirm-intent.ts";
import type { PageAddresses } from "../commands/create-intent.ts";
import { type Form, parseForm, textOf } from "../form.ts";
import type { Account } from "../state/account.ts";
import type { PaymentIntent } from "../state/objects.ts";
import { challengePage } from "../pages/challenge-page.ts";
import { stripeScript } from "../pages/stripe-script.ts";

const frameFile = new URL("../pages/card-frame.html", import.meta.url);
const NOT_AUTHORISED = 401;

export type PageParts = {
  readonly account: Account;
  readonly pages: PageAddresses;
  readonly publishableKey: string;
};

export function addPageRoutes(app: FastifyInstance, parts: PageParts): void {
  const { account } = parts;
  app.get("/v3/", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(stripeScript));
  app.get("/card-frame", (_request, reply) => html(reply, readFileSync(frameFile, "utf8")));
  app.post("/page/confirm", (request) => confirmOnPage(parts, formOf(request.body)));
  app.get<{ Params: { id: string } }>("/challenge/:id", (request, reply) =>
    html(reply, challengePage(account.intent(request.params.id))),
  );
  app.post<{ Params: { id: string } }>("/challenge/:id", (request, reply) => {
    const intent = account.intent(request.params.id);
    const returnUrl = intent.next_action?.redirect_to_url.return_url;
    answerChallenge(account, intent, formOf(request.body)["answer"] === "approve");
    return returnUrl === undefined
      ? html(reply, challengePage(intent))
      : reply.redirect(back(intent, returnUrl), 303);
  });
}

/** What Stripe's own script does with the publishable key and the intent's secret: the only call that sees a card. */
function confirmOnPage({ account, pages, publishableKey }: PageParts, form: Form): PaymentIntent {
  if (form["key"] !== publishableKey)
    throw new ApiError(NOT_AUTHORISED, {
      type: "invalid_request_error",
      message: "Invalid API Key provided.",
    });
  const secret = textOf(form["client_secret"]) ?? "";
  const intent = account.intent(secret.split("_secret_")[0] ?? "");
  if (intent.client_secret !== secret)
    throw invalid("The client_secret provided does not match.", { param: "client_secret" });
  const method = methodOfNumber(account, textOf(form["number"]) ?? "");
  return confirmIntent(account, intent, {
    methodId: method.id,
    returnUrl: textOf(form["return_url"]),
    isOffSession: false,
    ...pages,
  });
}

function formOf(body: unknown): Form {
  return parseForm(typeof body === "string" ? body : "");
}

/** The address that the shopper goes back to says how it went, which only the API is believed. */
function back(intent: PaymentIntent, returnUrl: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.client_secret);
  url.searchParams.set("redirect_status", intent.last_payment_error ? "failed" : "succeeded");
  return url.href;
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(page);
}
