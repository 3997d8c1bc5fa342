// What a payment is made with: a method that its customer kept earlier, or one that is to be kept now.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { NewProviderPayment } from "../../providers/payment-provider.ts";
import { findProviderCustomer, findSavedMethod } from "../store/saved-methods.ts";

export type MethodChoice = {
  readonly provider: string;
  readonly customerId: string | undefined;
  readonly savedMethodId: string | undefined;
  readonly saveMethod: boolean;
};

export async function chooseMethod(
  deps: Deps,
  { provider, customerId, savedMethodId, saveMethod }: MethodChoice,
): Promise<Pick<NewProviderPayment, "method" | "saveFor">> {
  if (savedMethodId !== undefined) {
    const own = customerId && (await findSavedMethod(deps.db, { id: savedMethodId, customerId }));
    if (!own || own.provider !== provider) throw unknownMethod();
    return { method: own };
  }
  if (!saveMethod || customerId === undefined) return {};
  const providerCustomerId = await findProviderCustomer(deps.db, { customerId, provider });
  return { saveFor: { customerId, providerCustomerId } };
}

function unknownMethod(): Refusal {
  const message = "must be one of your own kept ways to pay with this provider";
  return new Refusal("unprocessable", "payment_method_unknown", "There is no such way to pay.", {
    fields: [{ pointer: "/savedMethodId", code: "unknown", message }],
  });
}
