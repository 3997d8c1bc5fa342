// What tests, proofs and operators use: the fault switches and the ledger as a witness. Reachable while the provider plays `offline`.
import type { FastifyInstance } from "fastify";
import type { Deps } from "../deps.ts";
import { Switches } from "../domain/switches.ts";
import { parseInput } from "./api-problem.ts";
import { LogQuery } from "./schemas.ts";

export function addControlRoutes(app: FastifyInstance, deps: Deps): void {
  const { ledger, courier } = deps;
  app.get("/v1/switches", () => ledger.switches);
  app.put("/v1/switches", (request) => {
    ledger.append({ switches: parseInput(Switches, request.body) });
    courier.resume();
    return ledger.switches;
  });
  app.get("/v1/log", (request) => {
    const { after, limit } = parseInput(LogQuery, request.query);
    const movements = ledger.movements.slice(after, after + limit);
    return {
      items: movements.map((movement, index) => ({ sequence: after + index + 1, ...movement })),
      hasMore: after + movements.length < ledger.movements.length,
    };
  });
}
