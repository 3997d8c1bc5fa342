// Ways of signing in beside the password: a passkey, accounts elsewhere.
import type { IdentityProvider } from "@souk/contracts";
import { useEffect } from "react";
import { useSubmit } from "react-router";
import { useAccountMessages } from "../../messages/use-account-messages.ts";
import { askForPasskey, offerPasskeys, stopOffering } from "./passkey-browser.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { ProviderButtons } from "./provider-buttons.tsx";

/** Passkeys are also offered where the browser fills in the e-mail address. */
function usePasskeyAutofill(from: string): void {
  const submit = useSubmit();
  useEffect(() => {
    let isHere = true;
    const offer = async (): Promise<void> => {
      const answer = await offerPasskeys();
      if (isHere && answer?.status === "given")
        await submit({ intent: "passkey", from, ...answer.fields }, { method: "post" });
    };
    void offer();
    return () => {
      isHere = false;
      stopOffering();
    };
  }, [submit, from]);
}

export function OtherWaysIn({ providers, from }: { providers: readonly IdentityProvider[]; from: string }) {
  const { signIn } = useAccountMessages();
  usePasskeyAutofill(from);
  return (
    <div className="mt-6 grid gap-3">
      <PasskeyButton
        ask={() => askForPasskey("login")}
        fields={() => ({ intent: "passkey", from })}
        label={signIn.passkey}
        busyLabel={signIn.passkeyBusy}
        tone="secondary"
      />
      <ProviderButtons providers={providers} from={from} labelOf={signIn.continueWith} />
    </div>
  );
}
