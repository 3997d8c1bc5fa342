// The hosted pages: a card form, the bank's question, and the way back to the shop. Plain forms, no script.
import formBody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answerChallenge, payByCard } from "../commands/pay-on-page.ts";
import type { Deps } from "../deps.ts";
import { checkCardForm, type CardErrors, type CardForm } from "../domain/card-form.ts";
import type { Payment } from "../domain/records.ts";
import { isCharged } from "../domain/payment.ts";
import { cardPage } from "../pages/card-page.ts";
import { challengePage } from "../pages/challenge-page.ts";
import { contentSecurityPolicy, type Page } from "../pages/layout.ts";
import { donePage, missingPage } from "../pages/notice-page.ts";
import { ApiProblem, parseInput } from "./api-problem.ts";
import { CardFormBody, ChallengeBody, IdParameters } from "./schemas.ts";

type Context = { readonly reply: FastifyReply; readonly deps: Deps };

const unprocessable = 422;
const paymentRequired = 402;

export async function addPageRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(formBody);
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ApiProblem && error.status === 404)
      return sendPage(reply, missingPage(), { status: 404 });
    throw error;
  });
  app.get("/pay/:id", (request, reply) => sendState({ reply, deps }, loadPayment(deps, request)));
  app.post("/pay/:id", (request, reply) => {
    const payment = loadPayment(deps, request);
    if (payment.nextStep !== "card") return goOn({ reply, deps }, payment);
    const form = parseInput(CardFormBody, request.body);
    const checked = checkCardForm(form, deps.now());
    if ("errors" in checked) return sendForm(reply, payment, { form, errors: checked.errors });
    return goOn({ reply, deps }, payByCard(deps, payment, checked.kind), form);
  });
  app.post("/pay/:id/challenge", (request, reply) => {
    const payment = loadPayment(deps, request);
    if (payment.nextStep !== "challenge") return goOn({ reply, deps }, payment);
    const { decision } = parseInput(ChallengeBody, request.body);
    return goOn({ reply, deps }, answerChallenge(deps, payment, decision));
  });
  // Nothing is decided by leaving: the payment stays open until the shop voids it, and the shopper may come back.
  app.get("/pay/:id/cancel", (request, reply) => {
    const payment = loadPayment(deps, request);
    return payment.returnUrl === undefined
      ? sendPage(reply, donePage(payment), { payment })
      : goBack(reply, payment, payment.returnUrl);
  });
}

/** After a form: a decline is shown at once, everything else is a redirect, so that reloading sends nothing twice. */
function goOn({ reply, deps }: Context, payment: Payment, form?: CardForm): FastifyReply {
  if (payment.nextStep === "card" && form) return sendForm(reply, payment, { form, errors: {} });
  if (payment.nextStep === undefined && payment.returnUrl !== undefined)
    return goBack(reply, payment, payment.returnUrl);
  return reply.redirect(`${deps.baseUrl()}/pay/${payment.id}`, 303);
}

function sendState({ reply, deps }: Context, payment: Payment): FastifyReply {
  if (payment.nextStep === "card") return sendPage(reply, cardPage(payment), { payment });
  if (payment.nextStep === "challenge") return sendPage(reply, challengePage(payment), { payment });
  const isPaid = isCharged(payment) && payment.returnUrl !== undefined;
  return isPaid ? goOn({ reply, deps }, payment) : sendPage(reply, donePage(payment), { payment });
}

function sendForm(
  reply: FastifyReply,
  payment: Payment,
  typed: { form: CardForm; errors: CardErrors },
): FastifyReply {
  const hasErrors = Object.keys(typed.errors).length > 0;
  return sendPage(reply, cardPage(payment, typed), {
    payment,
    status: hasErrors ? unprocessable : paymentRequired,
  });
}

function goBack(reply: FastifyReply, payment: Payment, returnUrl: string): FastifyReply {
  const url = new URL(returnUrl);
  url.searchParams.set("payment", payment.reference);
  return reply.redirect(url.href, 303);
}

function sendPage(
  reply: FastifyReply,
  page: Page,
  context: { payment?: Payment; status?: number },
): FastifyReply {
  return reply
    .code(context.status ?? 200)
    .header("content-security-policy", contentSecurityPolicy(context.payment?.returnUrl))
    .type("text/html; charset=utf-8")
    .send(page.html);
}

function loadPayment(deps: Deps, request: FastifyRequest): Payment {
  const payment = deps.ledger.payments.get(parseInput(IdParameters, request.params).id);
  if (!payment) throw new ApiProblem(404, "not_found", { message: "There is no such payment." });
  return payment;
}
