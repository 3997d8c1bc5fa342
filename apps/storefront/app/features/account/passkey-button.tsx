// The button that asks the device for a passkey and sends its answer with a form. Only there where scripts run and the browser knows passkeys.
import { Button, Icon, Notice, useHydrated, type ButtonTone } from "@souk/ui";
import { useState } from "react";
import { useNavigate, useNavigation, useSubmit } from "react-router";
import { useAccountMessages } from "../../messages/use-account-messages.ts";
import { canUsePasskeys, type PasskeyAnswer, type PasskeyProblem } from "./passkey-browser.ts";

type PasskeyButtonProps = {
  readonly ask: () => Promise<PasskeyAnswer>;
  /** What is sent beside the device's answer. */
  readonly fields: () => Readonly<Record<string, string>> | undefined;
  readonly label: string;
  readonly busyLabel: string;
  readonly tone?: ButtonTone;
  readonly className?: string;
};

/** Sends what a device answered; everything else is told or leads elsewhere. */
export function usePasskey({ ask, fields }: Pick<PasskeyButtonProps, "ask" | "fields">) {
  const [phase, setPhase] = useState<"idle" | "waiting" | PasskeyProblem>("idle");
  const submit = useSubmit();
  const navigate = useNavigate();
  const press = async (): Promise<void> => {
    const own = fields();
    if (!own) return;
    setPhase("waiting");
    const answer = await ask();
    if (answer.status === "elsewhere") return void navigate(answer.path);
    setPhase(answer.status === "problem" ? answer.problem : "idle");
    if (answer.status === "given") await submit({ ...own, ...answer.fields }, { method: "post" });
  };
  return { phase, press };
}

export function PasskeyButton({ ask, fields, label, busyLabel, tone, className }: PasskeyButtonProps) {
  const { passkeyProblems } = useAccountMessages();
  const { phase, press } = usePasskey({ ask, fields });
  const isSending = useNavigation().state !== "idle";
  const isHydrated = useHydrated();
  if (!isHydrated || !canUsePasskeys()) return null;
  const isWaiting = phase === "waiting";
  return (
    <>
      <Button
        type="button"
        tone={tone}
        busy={isWaiting || isSending}
        onClick={() => void press()}
        className={className ?? "w-full"}
      >
        {isWaiting ? null : <Icon name="key" className="size-5" />}
        {isWaiting ? busyLabel : label}
      </Button>
      {phase === "idle" || isWaiting ? null : (
        <Notice tone={phase === "cancelled" ? "info" : "warning"} assertive>
          {passkeyProblems[phase]}
        </Notice>
      )}
    </>
  );
}
