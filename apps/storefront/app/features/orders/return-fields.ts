// The fields of the form that asks for a return: a number and a reason for each line.
import type { OrderReturn } from "@souk/contracts";

export type ReturnReason = OrderReturn["lines"][number]["reason"];
export const returnReasons = [
  "damaged",
  "defective",
  "wrong_item",
  "not_as_described",
  "unwanted",
] as const satisfies readonly ReturnReason[];

export type ChosenPieces = Readonly<Record<string, { readonly quantity: string; readonly reason: string }>>;

export const nameOf = (what: "quantity" | "reason", lineId: string): string => `${what}-${lineId}`;
