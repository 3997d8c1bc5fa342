// gRPC of stock: the order service reserves, commits and releases.
import type { StockService } from "@souk/contracts/rpc";
import type { ServiceImpl } from "@souk/rpc";
import type { Deps } from "../deps.ts";
import { commitReservation } from "./commands/commit-reservation.ts";
import { releaseReservation } from "./commands/release-reservation.ts";
import { reserveStock } from "./commands/reserve-stock.ts";
import { toDemand } from "./domain/demand.ts";
import { listShortages } from "./store/reservations.ts";

export const stockImplementation = (deps: Deps): ServiceImpl<typeof StockService> => ({
  reserve: async ({ orderId, lines, ttlSeconds }) => {
    const reservation = await reserveStock(deps, { orderId, lines, ttlSeconds });
    return reservation.status === "reserved"
      ? { reserved: true, shortages: [] }
      : { reserved: false, shortages: [...reservation.left] };
  },
  listShortages: async ({ lines }) => ({ shortages: [...(await listShortages(deps.db, toDemand(lines)))] }),
  commit: async ({ orderId }) => ({ committed: await commitReservation(deps, { orderId }) }),
  release: async ({ orderId, reason }) => {
    await releaseReservation(deps, { orderId, reason });
    return {};
  },
});
