// REST of the analytics service.
import { SalesQuery, SalesReport } from "@souk/contracts";
import { etagOf, route, type Route, staff, stream } from "@souk/http";
import { moneyToDecimal } from "@souk/money";
import { toCsv } from "./csv.ts";
import type { Deps } from "./deps.ts";
import { type SalesQuestion, salesRange } from "./domain/sales-range.ts";
import { listDailySales } from "./store/sales.ts";
import { toSalesReport } from "./views.ts";

export function routes(deps: Deps): readonly Route[] {
  const common = { tags: ["reports"], access: staff("reports:read"), ownership: "none", query: SalesQuery };
  return [
    route(
      "GET /analytics/sales",
      { ...common, summary: "Sales by day", response: SalesReport },
      async ({ query }) => readReport(deps, query),
    ),
    route(
      "GET /analytics/sales.csv",
      { ...common, summary: "Sales by day, for a spreadsheet" },
      async ({ query }) => {
        const report = await readReport(deps, query);
        const csv = toCsv([
          ["day", "currency", "orders", "units", "revenue", "refunds"],
          ...report.days.map(({ day, orders, units, revenue, refunds }) => {
            return [day, report.currency, orders, units, moneyToDecimal(revenue), moneyToDecimal(refunds)];
          }),
        ]);
        return stream("text/csv; charset=utf-8; header=present", Buffer.from(csv), {
          etag: etagOf(csv),
          "content-disposition": `attachment; filename="sales-${report.currency}-${report.from}-${report.to}.csv"`,
        });
      },
    ),
  ];
}

async function readReport(deps: Deps, question: SalesQuestion): Promise<SalesReport> {
  const range = salesRange(question, deps.now());
  return toSalesReport(range, await listDailySales(deps.db, range));
}
