// Disputes v1: list, show, answer with evidence, give in.
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { addEvidence, closeDispute, type Dispute, isWon, type Outcome } from "../domain/dispute.ts";
import { notFound, refusal } from "../domain/refusal.ts";
import { transactionOf } from "../domain/transaction.ts";
import { recordChange } from "../record-change.ts";
import { DisputesQuery, EvidenceBody, IdParams, parseInput } from "./schemas.ts";

const root = "/v1/customer/disputes";

export function addDisputeRoutes(app: FastifyInstance, deps: Deps, baseUrl: () => string): void {
  app.addContentTypeParser("multipart/form-data", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  app.get(root, (request) => {
    const query = parseInput(DisputesQuery, request.query);
    const { update_time_after: after = "", page_size: size, next_page_token: token = "0" } = query;
    const all = [...deps.store.disputes.values()].filter(({ update_time: at }) => at >= after);
    const start = Number(token);
    const items = all.slice(start, start + size).map(summaryOf);
    const next = new URLSearchParams({ page_size: String(size), next_page_token: String(start + size) });
    const link = { href: `${baseUrl()}${root}?${next.toString()}`, rel: "next", method: "GET" };
    return { items, links: start + size < all.length ? [link] : [] };
  });
  app.get(`${root}/:id`, (request) => loadDispute(deps, request));
  app.post(`${root}/:id/provide-evidence`, async (request) => {
    const dispute = loadDispute(deps, request);
    const { evidences } = parseInput(EvidenceBody, await inputOf(request));
    changeDispute(deps, addEvidence(dispute, evidences, deps.now().toISOString()), "UPDATED");
    return { links: [{ href: `${baseUrl()}${root}/${dispute.dispute_id}`, rel: "detail", method: "GET" }] };
  });
  app.post(`${root}/:id/accept-claim`, (request) => {
    const { dispute_id: id } = settleDispute(deps, loadDispute(deps, request), "ACCEPTED");
    return { links: [{ href: `${baseUrl()}${root}/${id}`, rel: "detail", method: "GET" }] };
  });
}

export function loadDispute({ store }: Deps, request: FastifyRequest): Dispute {
  const dispute = store.disputes.get(parseInput(IdParams, request.params).id);
  if (dispute) return dispute;
  throw notFound();
}

/** What was held back for a dispute that the seller won is the seller's again. */
export function settleDispute(deps: Deps, dispute: Dispute, outcome: Outcome): Dispute {
  const at = deps.now().toISOString();
  const closed = closeDispute(dispute, outcome, at);
  const [disputed] = closed.disputed_transactions;
  const back = { id: deps.newId(), code: "T1202", at, amount: closed.dispute_amount } as const;
  const about = { customField: disputed?.custom, referenceId: disputed?.seller_transaction_id };
  const transactions = isWon(closed) ? [transactionOf({ ...back, ...about })] : [];
  recordChange(deps, { dispute: closed, transactions, events: [eventOf(closed, "RESOLVED")] });
  return closed;
}

function changeDispute(deps: Deps, dispute: Dispute, outcome: "UPDATED"): void {
  recordChange(deps, { dispute, events: [eventOf(dispute, outcome)] });
}

function eventOf(resource: Dispute, outcome: "UPDATED" | "RESOLVED") {
  return { type: `CUSTOMER.DISPUTE.${outcome}`, resourceType: "dispute", resource };
}

function summaryOf({ dispute_id, create_time, update_time, reason, status, dispute_amount }: Dispute) {
  return { dispute_id, create_time, update_time, reason, status, dispute_amount };
}

/** The part called `input` of a form with files. */
async function inputOf({ body, headers }: FastifyRequest): Promise<unknown> {
  if (!Buffer.isBuffer(body)) throw refusal(400, "UNSUPPORTED_MEDIA_TYPE");
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": headers["content-type"] ?? "" },
  }).formData();
  const input = form.get("input");
  return JSON.parse(input instanceof File ? await input.text() : "null");
}
