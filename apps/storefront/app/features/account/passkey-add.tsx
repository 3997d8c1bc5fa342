// Makes a passkey on this device: a name, then the device's own dialogue.
import { Notice, TextField, useHydrated } from "@souk/ui";
import { useRef, useState } from "react";
import { useAccountAreaMessages, useAccountMessages } from "../../messages/use-account-messages.ts";
import { canUsePasskeys, makePasskey } from "./passkey-browser.ts";
import { PasskeyButton } from "./passkey-button.tsx";

/** Without scripts, or in a browser that knows no passkeys, it says so. */
export function PasskeyAdd({ error }: { error: string | undefined }) {
  const { passkeys: words } = useAccountAreaMessages();
  const { passkeyProblems } = useAccountMessages();
  const isHydrated = useHydrated();
  const [isNameless, setNameless] = useState(false);
  const nameBox = useRef<HTMLDivElement>(null);
  if (!isHydrated) {
    return (
      <noscript>
        <Notice>{passkeyProblems.needsScript}</Notice>
      </noscript>
    );
  }
  if (!canUsePasskeys()) return <Notice tone="warning">{passkeyProblems.unsupported}</Notice>;
  const fields = () => {
    const input = nameBox.current?.querySelector("input");
    const name = input?.value.trim() ?? "";
    setNameless(name === "");
    if (name === "") input?.focus();
    return name === "" ? undefined : { intent: "create", name };
  };
  return (
    <div className="grid max-w-md gap-5">
      <div ref={nameBox}>
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          defaultValue={words.nameDefault}
          maxLength={60}
          autoComplete="off"
          error={isNameless ? words.nameMissing : error}
        />
      </div>
      <PasskeyButton
        ask={makePasskey}
        fields={fields}
        label={words.add}
        busyLabel={words.adding}
        className="justify-self-start"
      />
    </div>
  );
}
