// What is asked of a new password, said before the API is asked.
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@souk/contracts";
import type { FieldProblem } from "@souk/ui";
import { accountMessagesFor } from "../../messages/use-account-messages.ts";
import { checkoutMessagesFor } from "../../messages/use-checkout-messages.ts";

export function newPasswordProblems(password: string, name: string): readonly FieldProblem[] {
  const { fields } = checkoutMessagesFor("en");
  if (password === "") return [{ name, message: accountMessagesFor("en").passwordMissing }];
  if (password.length < PASSWORD_LENGTH_MIN)
    return [{ name, message: fields.passwordShort(PASSWORD_LENGTH_MIN) }];
  if (password.length > PASSWORD_LENGTH_MAX) return [{ name, message: fields.tooLong }];
  return [];
}
