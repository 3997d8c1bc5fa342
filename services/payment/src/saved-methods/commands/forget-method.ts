// A customer takes a kept way to pay back: it is made unusable at the provider first, and only then forgotten here.
import { isRefusal, Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import { deleteSavedMethod, findSavedMethod, type OwnMethod } from "../store/saved-methods.ts";

export async function forgetMethod(deps: Deps, own: OwnMethod): Promise<void> {
  const method = await findSavedMethod(deps.db, own);
  if (!method) throw new Refusal("not_found", "payment_method_not_found", "There is no such way to pay.");
  try {
    await deps.provider(method.provider).forgetMethod?.(method);
  } catch (error) {
    if (error instanceof ProviderSilent)
      throw new Refusal(
        "unavailable",
        "payment_provider_silent",
        "The payment provider does not answer; please try again.",
        { cause: error },
      );
    // It is gone there already, or the shop has left that provider.
    if (!isRefusal(error)) throw error;
    deps.telemetry.log.warn(
      { methodId: own.id, code: error.code },
      "a kept method was not found at its provider",
    );
  }
  await deleteSavedMethod(deps.db, own);
}
