// REST of disputes, for staff.
import { AnswerDisputeBody, Dispute, DisputeList, DisputesQuery, IdParams } from "@souk/contracts";
import {
  decodeCursor,
  encodeCursor,
  etagOf,
  json,
  requireIfMatch,
  route,
  type Route,
  staff,
} from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { loadDispute } from "./commands/load-dispute.ts";
import { submitEvidence } from "./commands/submit-evidence.ts";
import type { Dispute as DisputeState } from "./domain/dispute.ts";
import { listDisputes } from "./store/disputes.ts";
import { toDisputeView } from "./views.ts";

const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
const tags = ["disputes"];
const read = { tags, access: staff("payments:read"), ownership: "any with payments:read" } as const;

export function disputeRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /disputes",
      { ...read, summary: "Disputes, newest first", query: DisputesQuery, response: DisputeList },
      async ({ query: { status, cursor, limit } }) => {
        const [createdAt, id] = cursor === undefined ? [] : decodeCursor(cursor, cursorValues);
        const before = createdAt !== undefined && id !== undefined ? { createdAt, id } : undefined;
        const found = await listDisputes(deps.db, { status, before, limit: limit + 1 });
        const items = found.slice(0, limit);
        const last = found.length > limit ? items.at(-1) : undefined;
        const nextCursor = last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
        return { items: items.map(toDisputeView), nextCursor };
      },
    ),
    route(
      "GET /disputes/:id",
      { ...read, summary: "A dispute", params: IdParams, response: Dispute },
      async ({ params }) => answer(await loadDispute(deps, params.id)),
    ),
    route(
      "POST /disputes/:id/evidence",
      {
        tags,
        summary: "Answer a dispute with what the order says and an explanation",
        access: staff("payments:write"),
        ownership: "any with payments:write",
        params: IdParams,
        body: AnswerDisputeBody,
        response: Dispute,
        idempotency: "none",
      },
      async ({ params, body, caller, headers }) =>
        answer(
          await submitEvidence(deps, {
            disputeId: params.id,
            explanation: body.explanation,
            staffId: caller.userId,
            precondition: ({ version }) => requireIfMatch(headers, etagOf(version)),
          }),
        ),
    ),
  ];
}

function answer(dispute: DisputeState) {
  return json(toDisputeView(dispute), { etag: etagOf(dispute.version) });
}
