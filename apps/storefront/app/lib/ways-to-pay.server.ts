// How this visitor may pay: the shop's ways, and what a signed-in customer let the shop keep.
import { isApiProblem, type CreatePayment } from "@souk/client";
import type { SavedMethod } from "@souk/contracts";
import { readValues } from "./forms.server.ts";
import type { Shop } from "./shop.server.ts";

export type WaysToPay = {
  readonly providers: readonly string[];
  readonly saved: readonly SavedMethod[];
  /** Whether what is paid with can be kept for the next time. */
  readonly canKeep: boolean;
};
type Choice = Pick<CreatePayment, "provider" | "savedMethodId" | "saveMethod">;

/** Providers that keep cards for a customer. */
const KEEPERS = new Set(["sandbox", "stripe"]);
/** `saved:stripe:<id>`: a kept method, and who keeps it. */
const SAVED = /^saved:(?<provider>[a-z_]{2,40}):(?<id>[0-9a-f-]{36})$/;

export async function waysToPay(shop: Shop): Promise<WaysToPay> {
  const providers = shop.parts.paymentProviders;
  const api = await shop.customerApi();
  const canKeep = shop.hasSession && providers.some((name) => KEEPERS.has(name));
  if (!canKeep) return { providers, saved: [], canKeep };
  try {
    const { items } = (await api.paymentMethods.list()).data;
    return { providers, saved: items.filter(({ provider }) => providers.includes(provider)), canKeep };
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    shop.parts.log("A customer's kept ways to pay could not be read.", error);
    return { providers, saved: [], canKeep };
  }
}

/** What the form says; the shop's first way where it says nothing that is offered. Whose a kept method is, the API checks. */
export function readChoice(shop: Shop, form: FormData): Choice | undefined {
  const { provider: chosen = "", keep } = readValues(form, ["provider", "keep"]);
  const offered = shop.parts.paymentProviders;
  const saved = SAVED.exec(chosen)?.groups;
  if (saved?.["provider"] !== undefined && saved["id"] !== undefined && offered.includes(saved["provider"]))
    return { provider: saved["provider"], savedMethodId: saved["id"] };
  const provider = offered.includes(chosen) ? chosen : offered[0];
  if (provider === undefined) return undefined;
  const isKept = keep === "on" && shop.hasSession && KEEPERS.has(provider);
  return { provider, ...(isKept && { saveMethod: true }) };
}
