// Sales as JSON.
import type { SalesReport } from "@souk/contracts";
import { type Money, money, shareOfMoney, sumMoney, zeroMoney } from "@souk/money";
import type { SalesRange } from "./domain/sales-range.ts";
import type { DailySales } from "./store/sales.ts";

export function toSalesReport(range: SalesRange, sales: readonly DailySales[]): SalesReport {
  const { currency } = range;
  const days = sales.map(({ day, orders, units, revenueMinor, refundsMinor }) => ({
    day,
    orders,
    units,
    revenue: money(revenueMinor, currency),
    refunds: money(refundsMinor, currency),
  }));
  const orders = sum(days.map((day) => day.orders));
  const revenue = sumMoney(
    days.map((day) => day.revenue),
    currency,
  );
  return {
    ...range,
    days,
    totals: {
      orders,
      units: sum(days.map((day) => day.units)),
      revenue,
      refunds: sumMoney(
        days.map((day) => day.refunds),
        currency,
      ),
      averageOrder: averageOf(revenue, orders),
    },
  };
}

function averageOf(revenue: Money, orders: number): Money {
  return orders === 0
    ? zeroMoney(revenue.currency)
    : shareOfMoney(revenue, { numerator: 1, denominator: orders });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
