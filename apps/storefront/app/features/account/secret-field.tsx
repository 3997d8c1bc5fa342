// A password, with the words of the shop.
import { PasswordField } from "@souk/ui";
import { useAccountMessages } from "../../messages/use-account-messages.ts";
import { errorAt, type FormState } from "./quiet-page.tsx";

type SecretFieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly isNew?: boolean;
  readonly state: FormState | undefined;
};

export function SecretField({ name, label, hint, isNew = false, state }: SecretFieldProps) {
  const { passwordField } = useAccountMessages();
  return (
    <PasswordField
      name={name}
      label={label}
      hint={hint}
      error={errorAt(state, name)}
      autoComplete={isNew ? "new-password" : "current-password"}
      showLabel={passwordField.show}
      hideLabel={passwordField.hide}
    />
  );
}
