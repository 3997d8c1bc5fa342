// REST of reconciliation, for staff.
import {
  DismissFindingBody,
  Finding,
  FindingPage,
  FindingsQuery,
  IdParams,
  ReconciliationRun,
  ReconciliationRunPage,
  ReconciliationRunsQuery,
} from "@souk/contracts";
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
import { dismissFinding } from "./commands/dismiss-finding.ts";
import { loadFinding } from "./commands/load-finding.ts";
import { repairFinding } from "./commands/repair-finding.ts";
import { runReconciliation } from "./commands/run-reconciliation.ts";
import type { Finding as FindingState } from "./domain/finding.ts";
import { listFindings } from "./store/findings.ts";
import { listRuns } from "./store/runs.ts";
import { toFindingView, toRunView } from "./views.ts";

const cursorValues = z.tuple([z.iso.datetime(), z.uuid()]);
const tags = ["reconciliation"];
const read = { tags, access: staff("payments:read"), ownership: "any with payments:read" } as const;
/** The same click twice is refused by its `If-Match`, and every repair happens once. */
const write = {
  tags,
  access: staff("payments:write"),
  ownership: "any with payments:write",
  idempotency: "none",
} as const;

export function reconciliationRoutes(deps: Deps): readonly Route[] {
  return [...runRoutes(deps), ...readRoutes(deps), ...changeRoutes(deps)];
}

function runRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /reconciliation/runs",
      {
        ...read,
        summary: "Runs of reconciliation, newest first",
        query: ReconciliationRunsQuery,
        response: ReconciliationRunPage,
      },
      async ({ query: { cursor, limit } }) => {
        const found = await listRuns(deps.db, { before: placeOf(cursor), limit: limit + 1 });
        const { items, nextCursor } = pageOf(found, { limit, placeOf: ({ startedAt }) => startedAt });
        return { items: items.map(toRunView), nextCursor };
      },
    ),
    route(
      "POST /reconciliation/runs",
      {
        ...write,
        summary: "Compare our books with the providers' and with the orders now",
        response: ReconciliationRun,
        status: 201,
        cost: 20, // Providers are asked.
      },
      async ({ caller }) => toRunView(await runReconciliation(deps, caller.userId)),
    ),
  ];
}

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route(
      "GET /reconciliation/findings",
      { ...read, summary: "What differs, newest first", query: FindingsQuery, response: FindingPage },
      async ({ query: { status, kind, cursor, limit } }) => {
        const before = placeOf(cursor);
        const found = await listFindings(deps.db, { status, kind, before, limit: limit + 1 });
        const { items, nextCursor } = pageOf(found, { limit, placeOf: ({ firstSeenAt }) => firstSeenAt });
        return { items: items.map(toFindingView), nextCursor };
      },
    ),
    route(
      "GET /reconciliation/findings/:id",
      { ...read, summary: "A finding", params: IdParams, response: Finding },
      async ({ params }) => answer(await loadFinding(deps, params.id)),
    ),
  ];
}

function changeRoutes(deps: Deps): readonly Route[] {
  const change = { ...write, params: IdParams, response: Finding };
  return [
    route(
      "POST /reconciliation/findings/:id/repair",
      { ...change, summary: "Repair a difference", cost: 10 },
      async ({ params, caller, headers }) =>
        answer(
          await repairFinding(deps, {
            findingId: params.id,
            staffId: caller.userId,
            precondition: ({ version }) => requireIfMatch(headers, etagOf(version)),
          }),
        ),
    ),
    route(
      "POST /reconciliation/findings/:id/dismiss",
      { ...change, summary: "Say that a difference is none, and why", body: DismissFindingBody },
      async ({ params, body, caller, headers }) =>
        answer(
          await dismissFinding(deps, {
            findingId: params.id,
            staffId: caller.userId,
            reason: body.reason,
            precondition: ({ version }) => requireIfMatch(headers, etagOf(version)),
          }),
        ),
    ),
  ];
}

function answer(finding: FindingState) {
  return json(toFindingView(finding), { etag: etagOf(finding.version) });
}

function placeOf(cursor: string | undefined): { readonly at: string; readonly id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = decodeCursor(cursor, cursorValues);
  return { at, id };
}

/** One more than asked for tells that there is another page. */
function pageOf<Item extends { readonly id: string }>(
  found: readonly Item[],
  { limit, placeOf: timeOf }: { readonly limit: number; readonly placeOf: (item: Item) => Date },
): { readonly items: readonly Item[]; readonly nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor([timeOf(last).toISOString(), last.id]) : null };
}
