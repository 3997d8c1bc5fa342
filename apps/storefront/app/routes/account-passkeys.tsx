// The customer's passkeys.
import { asCustomer, sendForm } from "../features/account/as-customer.server.ts";
import { PasskeyAdd } from "../features/account/passkey-add.tsx";
import { PasskeyRow } from "../features/account/passkey-list.tsx";
import { changePasskeys, PASSKEYS_PAGE } from "../features/account/passkeys.server.ts";
import { errorAt, FormTop } from "../features/account/quiet-page.tsx";
import { RecoveryCodeList } from "../features/account/recovery-code-list.tsx";
import { SecurityPage } from "../features/account/security-page.tsx";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import {
  accountAreaMessagesFor,
  accountMessagesFor,
  useAccountAreaMessages,
} from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-passkeys";

const done = ["added", "renamed", "removed"] as const;

export async function loader({ url, context }: Route.LoaderArgs) {
  return asCustomer(shopOf(context), PASSKEYS_PAGE, async (api) => ({
    passkeys: (await api.secondFactor.get()).data.passkeys,
    done: done.find((what) => what === url.searchParams.get("done")) ?? null,
  }));
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const { passkeyProblems } = accountMessagesFor("en");
  const { last, lastForStaff, full } = accountAreaMessagesFor("en").passkeys;
  const says = {
    last_sign_in_method: { text: last },
    last_second_factor: { text: lastForStaff },
    passkeys_full: { text: full },
    passkey_known: { text: passkeyProblems.known },
    ceremony_over: { text: passkeyProblems.over },
    passkey_invalid: { text: passkeyProblems.failed },
  };
  const about = { request, from: PASSKEYS_PAGE, names: ["name"], says };
  return sendForm(shopOf(context), about, async (api) => {
    const outcome = await changePasskeys(api, form);
    return outcome.status === "refused" ? formAnswer(request, outcome, 422) : outcome;
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").passkeys.title),
    publicUrl: "",
  });

export default function AccountPasskeysPage({ loaderData, actionData }: Route.ComponentProps) {
  const { passkeys: words, codes } = useAccountAreaMessages();
  if (actionData?.status === "codes") {
    return (
      <SecurityPage title={codes.title} done={words.added}>
        <RecoveryCodeList codes={actionData.recoveryCodes} />
      </SecurityPage>
    );
  }
  const { passkeys } = loaderData;
  const said = actionData || loaderData.done === null ? null : words[loaderData.done];
  return (
    <SecurityPage title={words.title} intro={words.intro} done={said} needsProof>
      <FormTop state={actionData} />
      {passkeys.length === 0 ? (
        <p className="mb-8 text-ink-soft">{words.none}</p>
      ) : (
        <ul className="mb-8 border-t border-line">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      <PasskeyAdd error={errorAt(actionData, "name")} />
    </SecurityPage>
  );
}
