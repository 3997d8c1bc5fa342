// How many things are in the bag, counting what is being added or changed right now.
import type { Cart } from "@souk/contracts";
import { useFetchers } from "react-router";

/** A change of the bag that has been sent and not yet answered. */
export type PendingChange = {
  readonly intent: string;
  readonly lineId: string | null;
  readonly quantity: number;
};

/** The quantity with all changes under way; a failed change disappears from the list and so takes itself back. */
export function quantityWith(
  lines: readonly Pick<Cart["lines"][number], "id" | "quantity">[],
  changes: readonly PendingChange[],
): number {
  const added = changes
    .filter(({ intent }) => intent === "add")
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return lines.reduce((sum, line) => {
    const change = changes.findLast(({ lineId }) => lineId === line.id);
    if (change?.intent === "remove") return sum;
    return sum + (change?.intent === "change" ? change.quantity : line.quantity);
  }, added);
}

export function readChange(form: FormData): PendingChange {
  const textAt = (name: string): string | null => {
    const value = form.get(name);
    return typeof value === "string" ? value : null;
  };
  return {
    intent: textAt("intent") ?? "",
    lineId: textAt("lineId"),
    quantity: Number(form.get("quantity") ?? 0),
  };
}

export function useBagQuantity(cart: Cart | null): number {
  const changes = useFetchers().flatMap(({ formAction, formData }) =>
    formAction === "/cart" && formData ? [readChange(formData)] : [],
  );
  return quantityWith(cart?.lines ?? [], changes);
}
