// The part of Stripe's API that a shop uses: https://docs.stripe.com/api
import type { FastifyInstance } from "fastify";
import { invalid } from "../api-error.ts";
import { cancelIntent, captureIntent } from "../commands/capture-intent.ts";
import { confirmIntent } from "../commands/confirm-intent.ts";
import { createIntent, type PageAddresses } from "../commands/create-intent.ts";
import { updateDispute } from "../commands/dispute-charge.ts";
import { refundCharge } from "../commands/refund-charge.ts";
import { mapOf, textOf } from "../form.ts";
import type { Account } from "../state/account.ts";
import type { Customer, Payout } from "../state/objects.ts";
import { Answers, type Call } from "./answer-once.ts";
import { listPage } from "./list.ts";

export type ApiParts = { readonly account: Account; readonly pages: PageAddresses };
type Add = (method: "GET" | "POST", path: string, run: (call: Call) => unknown) => void;

export function addApiRoutes(app: FastifyInstance, parts: ApiParts): void {
  const answers = new Answers(parts.account);
  const add: Add = (method, path, run) => {
    app.route({
      method,
      url: `/v1/${path}`,
      handler: (request, reply) => answers.answer(request, reply, run),
    });
  };
  addIntentRoutes(add, parts);
  addMoneyRoutes(add, parts.account);
  addCustomerRoutes(add, parts.account);
}

function addIntentRoutes(add: Add, { account, pages }: ApiParts): void {
  add("POST", "payment_intents", ({ form }) => createIntent(account, form, pages));
  add("GET", "payment_intents", ({ form }) =>
    listPage(account.intents.values(), form, "/v1/payment_intents"),
  );
  add("GET", "payment_intents/search", ({ form }) => searchIntents(account, textOf(form["query"]) ?? ""));
  add("GET", "payment_intents/:id", ({ id }) => account.intent(id));
  add("POST", "payment_intents/:id/confirm", ({ id, form }) =>
    confirmIntent(account, account.intent(id), {
      methodId: textOf(form["payment_method"]),
      returnUrl: textOf(form["return_url"]),
      isOffSession: form["off_session"] === "true",
      ...pages,
    }),
  );
  add("POST", "payment_intents/:id/capture", ({ id, form }) =>
    captureIntent(account, account.intent(id), form),
  );
  add("POST", "payment_intents/:id/cancel", ({ id }) => cancelIntent(account, account.intent(id)));
}

function searchIntents(account: Account, query: string) {
  const groups = /^metadata\['(?<name>\w+)'\]:'(?<value>[^']*)'$/.exec(query)?.groups;
  if (!groups) throw invalid("We were unable to parse your search query.", { param: "query" });
  const { name = "", value } = groups;
  const found = [...account.intents.values()].filter(({ metadata }) => metadata[name] === value);
  const data = account.switches.spend("searchLags") ? [] : found;
  return { object: "search_result", url: "/v1/payment_intents/search", has_more: false, data };
}

function addMoneyRoutes(add: Add, account: Account): void {
  add("POST", "refunds", ({ form }) => refundCharge(account, form));
  add("GET", "refunds", ({ form }) => {
    const intent = textOf(form["payment_intent"]);
    const refunds = [...account.refunds.values()];
    const wanted = refunds.filter((refund) => intent === undefined || refund.payment_intent === intent);
    return listPage(wanted, form, "/v1/refunds");
  });
  add("GET", "charges/:id", ({ id }) => account.charge(id));
  add("GET", "disputes", ({ form }) => listPage(account.disputes.values(), form, "/v1/disputes"));
  add("GET", "disputes/:id", ({ id }) => account.dispute(id));
  add("POST", "disputes/:id", ({ id, form }) => updateDispute(account, account.dispute(id), form));
  add("GET", "balance_transactions", ({ form }) =>
    listPage(account.transactions.values(), form, "/v1/balance_transactions"),
  );
  add("GET", "payouts", ({ form }) => listPage(account.payouts.values(), form, "/v1/payouts"));
  add("POST", "payouts", ({ form }) => {
    const payout: Payout = {
      id: account.newId("po"),
      object: "payout",
      amount: Number(textOf(form["amount"])),
      currency: textOf(form["currency"]) ?? "eur",
      created: account.seconds(),
      status: "paid",
    };
    account.payouts.set(payout.id, payout);
    account.move("payout", payout, -payout.amount);
    account.publish("payout.paid", payout);
    return payout;
  });
  add("GET", "events", ({ form }) => listPage(account.events.values(), form, "/v1/events"));
}

function addCustomerRoutes(add: Add, account: Account): void {
  add("POST", "customers", ({ form }) => {
    const customer: Customer = {
      id: account.newId("cus"),
      object: "customer",
      metadata: mapOf(form["metadata"]),
    };
    account.customers.set(customer.id, customer);
    return customer;
  });
  add("GET", "payment_methods/:id", ({ id }) => account.method(id));
  add("POST", "payment_methods/:id/detach", ({ id }) => {
    const method = account.method(id);
    if (method.customer === null)
      throw invalid("The payment method you provided is not attached to a customer.");
    method.customer = null;
    return method;
  });
}
