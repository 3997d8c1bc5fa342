// Sets up an authenticator app or turns it off.
import type { ApiClient } from "@souk/client";
import { Button } from "@souk/ui";
import { Form, redirect } from "react-router";
import { AskTwice } from "../features/account/account-page.tsx";
import { asCustomer, sendForm } from "../features/account/as-customer.server.ts";
import { refused, refusedBy, refusedWith, secretOf } from "../features/account/form-outcome.server.ts";
import { AccountForm, FormTop } from "../features/account/quiet-page.tsx";
import { RecoveryCodeList } from "../features/account/recovery-code-list.tsx";
import { SecurityPage } from "../features/account/security-page.tsx";
import { beginEnrolment, carriedEnrolment } from "../features/account/totp-enrolment.server.ts";
import { TotpSetup } from "../features/account/totp-setup.tsx";
import { dateText } from "../lib/dates.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-authenticator";

const PAGE = "/account/security/authenticator";

export async function loader({ context }: Route.LoaderArgs) {
  return asCustomer(shopOf(context), PAGE, async (api) => (await api.secondFactor.get()).data.totp);
}

/** A wrong code leaves the picture where it is. */
async function confirm(api: ApiClient, form: FormData) {
  const { totp: words } = accountAreaMessagesFor("en");
  const enrolment = carriedEnrolment(form);
  if (!enrolment) return refusedWith(words.tookTooLong);
  const code = secretOf(form, "code").trim();
  if (code === "") return { ...refused([{ name: "code", message: words.missing }]), enrolment };
  try {
    const { recoveryCodes } = (await api.secondFactor.confirmTotp(code)).data;
    return { status: "on" as const, recoveryCodes };
  } catch (error) {
    const says = {
      totp_code_invalid: { name: "code", text: words.wrong },
    };
    return { ...refusedBy(error, { names: ["code"], says, otherwise: words.tookTooLong }), enrolment };
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const says = { last_second_factor: { text: accountAreaMessagesFor("en").passkeys.lastForStaff } };
  return sendForm(shopOf(context), { request, from: PAGE, names: [], says }, async (api) => {
    const intent = form.get("intent");
    if (intent === "confirm") {
      const outcome = await confirm(api, form);
      return outcome.status === "refused" ? formAnswer(request, outcome, 422) : outcome;
    }
    if (intent === "begin") return { status: "scan" as const, enrolment: await beginEnrolment(api) };
    await api.secondFactor.removeTotp();
    throw redirect("/account/security?done=totp", 303);
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").totp.title),
    publicUrl: "",
  });

function IsOn({ since }: { since: string | null }) {
  const { totp: words } = useAccountAreaMessages();
  const { dateLocale } = useMessages();
  return (
    <>
      <p className="mb-4">{words.isOn(since === null ? "" : dateText(since, dateLocale))}</p>
      <AskTwice label={words.remove} question={words.removeQuestion}>
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <Button tone="danger">{words.removeConfirm}</Button>
        </Form>
      </AskTwice>
    </>
  );
}

export default function AccountAuthenticatorPage({ loaderData: totp, actionData }: Route.ComponentProps) {
  const { totp: words, codes } = useAccountAreaMessages();
  if (actionData?.status === "on") {
    return (
      <SecurityPage title={codes.title}>
        <RecoveryCodeList codes={actionData.recoveryCodes} />
      </SecurityPage>
    );
  }
  const state = actionData?.status === "refused" ? actionData : undefined;
  const enrolment = actionData && "enrolment" in actionData ? actionData.enrolment : undefined;
  return (
    <SecurityPage title={words.title} intro={words.intro} needsProof>
      {enrolment ? (
        <TotpSetup enrolment={enrolment} state={state} />
      ) : totp.enabled ? (
        <>
          <FormTop state={state} />
          <IsOn since={totp.enabledAt} />
        </>
      ) : (
        <AccountForm state={state} button={words.begin} intent="begin" wide={false} />
      )}
    </SecurityPage>
  );
}
