// Transaction search: the account's books, page by page.
import type { FastifyInstance } from "fastify";
import type { Deps } from "../deps.ts";
import { refusal } from "../domain/refusal.ts";
import { parseInput, TransactionsQuery } from "./schemas.ts";

const RANGE_MS_MAX = 31 * 86_400_000;

export function addReportRoutes(app: FastifyInstance, deps: Deps): void {
  app.get("/v1/reporting/transactions", (request) => {
    const query = parseInput(TransactionsQuery, request.query);
    const { start_date: start, end_date: end, page, page_size: size } = query;
    if (Date.parse(end) - Date.parse(start) > RANGE_MS_MAX) throw refusal(400, "INVALID_REQUEST");
    const found = deps.store.transactions.filter(
      ({ transaction_initiation_date: at }) => at >= start && at <= end,
    );
    const items = found.slice((page - 1) * size, page * size);
    return {
      transaction_details: items.map((transaction) => ({ transaction_info: transaction })),
      account_number: "SOUKSANDBOX01",
      start_date: start,
      end_date: end,
      page,
      total_items: found.length,
      total_pages: Math.ceil(found.length / size),
      links: [],
    };
  });
}
