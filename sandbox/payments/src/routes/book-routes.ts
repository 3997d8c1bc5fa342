// The account and the customers who keep cards here: the books, payouts to the bank, kept methods.
import type { FastifyInstance } from "fastify";
import type { Deps } from "../deps.ts";
import { balancesOf, bookLines } from "../domain/books.ts";
import { notFound, parseInput } from "./api-problem.ts";
import { BooksQuery, IdParameters } from "./schemas.ts";

export function addBookRoutes(app: FastifyInstance, deps: Deps): void {
  const { ledger } = deps;
  const lines = () =>
    bookLines({
      movements: ledger.movements,
      disputes: [...ledger.disputes.values()],
      payouts: ledger.payouts,
      referenceOf: (paymentId) => ledger.payments.get(paymentId)?.reference,
    });
  app.get("/v1/books", (request) => {
    const { since, after, limit } = parseInput(BooksQuery, request.query);
    const sinceMs = since === undefined ? 0 : Date.parse(since);
    const asked = lines().filter(({ at }) => Date.parse(at) >= sinceMs);
    return { items: asked.slice(after, after + limit), hasMore: after + limit < asked.length };
  });
  app.post("/v1/payouts", (_request, reply) => {
    const at = deps.now().toISOString();
    const payouts = [...balancesOf(lines())].flatMap(([currency, amount]) =>
      amount > 0 ? [{ id: `po_${deps.newId()}`, amount, currency, at }] : [],
    );
    if (payouts.length > 0) ledger.append({ payouts });
    return reply.code(201).send({ items: payouts });
  });
  app.delete("/v1/methods/:id", (request) => {
    const method = ledger.methods.get(parseInput(IdParameters, request.params).id);
    if (!method) throw notFound("method");
    ledger.append({ method: { ...method, isForgotten: true } });
    return { id: method.id };
  });
}
