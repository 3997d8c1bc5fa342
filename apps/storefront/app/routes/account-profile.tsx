// The customer's name and phone.
import { Link, TextField } from "@souk/ui";
import { AccountPage } from "../features/account/account-page.tsx";
import { sendForm } from "../features/account/as-customer.server.ts";
import { refused } from "../features/account/form-outcome.server.ts";
import { AccountForm, errorAt } from "../features/account/quiet-page.tsx";
import { useAccount } from "../features/account/use-account.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { findProblems, readValues } from "../lib/forms.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-profile";

const FIELDS = ["firstName", "lastName", "phone"];
const REQUIRED = ["firstName", "lastName"];

export async function action({ request, context }: Route.ActionArgs) {
  const values = readValues(await request.formData(), FIELDS);
  const problems = findProblems(values, REQUIRED, checkoutMessagesFor("en"));
  if (problems.length > 0) return formAnswer(request, refused(problems, values), 422);
  const form = { request, from: "/account/profile", values, names: FIELDS };
  return sendForm(shopOf(context), form, async (api) => {
    const { firstName = "", lastName = "", phone } = values;
    await api.users.updateProfile({ firstName, lastName, phone: phone || null });
    return { status: "saved" as const };
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").profile.title),
    publicUrl: "",
  });

export default function AccountProfilePage({ actionData }: Route.ComponentProps) {
  const { common } = useMessages();
  const { fields } = useCheckoutMessages();
  const { profile: words, saved } = useAccountAreaMessages();
  const user = useAccount();
  const state = actionData?.status === "refused" ? actionData : undefined;
  const field = (name: "firstName" | "lastName" | "phone") => ({
    name,
    label: fields[name],
    defaultValue: state?.values[name] ?? user[name] ?? "",
    error: errorAt(state, name),
  });
  return (
    <AccountPage title={words.title} done={actionData?.status === "saved" ? saved : null}>
      <div className="max-w-md">
        <p className="mb-6 text-sm">
          <span className="block text-ink-faint">{words.email}</span>
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0">{user.email}</span>
            <Link href="/account/security/email" className="inline-flex min-h-6 items-center">
              {words.changeEmail}
            </Link>
          </span>
        </p>
        <AccountForm state={state} button={common.save} wide={false}>
          <TextField {...field("firstName")} autoComplete="given-name" />
          <TextField {...field("lastName")} autoComplete="family-name" />
          <TextField
            {...field("phone")}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            optionalLabel={common.optional}
          />
        </AccountForm>
      </div>
    </AccountPage>
  );
}
