// How many recovery codes are left, and new ones.
import { asCustomer, sendForm } from "../features/account/as-customer.server.ts";
import { AccountForm } from "../features/account/quiet-page.tsx";
import { RecoveryCodeList } from "../features/account/recovery-code-list.tsx";
import { SecurityPage } from "../features/account/security-page.tsx";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-recovery-codes";

const PAGE = "/account/security/recovery-codes";

export async function loader({ context }: Route.LoaderArgs) {
  return asCustomer(shopOf(context), PAGE, async (api) => {
    const { totp, passkeys, recoveryCodesLeft } = (await api.secondFactor.get()).data;
    return { canHave: totp.enabled || passkeys.length > 0, left: recoveryCodesLeft };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  return sendForm(shopOf(context), { request, from: PAGE, names: [] }, async (api) => {
    const { recoveryCodes } = (await api.secondFactor.newRecoveryCodes()).data;
    return { status: "made" as const, recoveryCodes };
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").codes.title),
    publicUrl: "",
  });

export default function AccountRecoveryCodesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { codes: words } = useAccountAreaMessages();
  if (actionData?.status === "made") {
    return (
      <SecurityPage title={words.title}>
        <RecoveryCodeList codes={actionData.recoveryCodes} />
      </SecurityPage>
    );
  }
  if (!loaderData.canHave) return <SecurityPage title={words.title} intro={words.needsFactor} />;
  return (
    <SecurityPage title={words.title} intro={words.left(loaderData.left)}>
      <p className="mb-4 text-sm text-ink-soft">{words.renewHint}</p>
      <AccountForm state={actionData} button={words.renew} wide={false} />
    </SecurityPage>
  );
}
