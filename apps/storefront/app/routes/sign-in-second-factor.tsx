// The second step of signing in: a code from the app, a recovery code, or a passkey.
import type { SecondFactorMethod } from "@souk/contracts";
import { Link, Notice, TextField, useHydrated } from "@souk/ui";
import { redirect } from "react-router";
import { askForPasskey } from "../features/account/passkey-browser.ts";
import { PasskeyButton } from "../features/account/passkey-button.tsx";
import { AccountForm, errorAt, FormTop, QuietPage } from "../features/account/quiet-page.tsx";
import {
  methodToAsk,
  pendingSecondFactor,
  proveSecondFactor,
} from "../features/account/second-factor.server.ts";
import { fromOf } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/sign-in-second-factor";

export function loader({ url, context }: Route.LoaderArgs) {
  const from = fromOf(url);
  const pending = pendingSecondFactor(shopOf(context));
  const method = pending && methodToAsk(pending, url.searchParams.get("with"));
  if (!pending || !method) throw redirect(`/sign-in?from=${encodeURIComponent(from)}`, 303);
  return { from, method, others: pending.methods.filter((other) => other !== method) };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const from = fromOf(url);
  const outcome = await proveSecondFactor(shopOf(context), await request.formData());
  if (outcome.status === "signed_in") throw redirect(from, 303);
  if (outcome.status === "over")
    throw redirect(`/sign-in?notice=tookTooLong&from=${encodeURIComponent(from)}`, 303);
  return formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountMessagesFor("en").secondFactor.title),
    publicUrl: "",
  });

type StepProps = { readonly state: Route.ComponentProps["actionData"] };

function CodeStep({ method, state }: StepProps & { method: "totp" | "recovery_code" }) {
  const { secondFactor: words } = useAccountMessages();
  const isTotp = method === "totp";
  return (
    <AccountForm state={state} button={words.button}>
      <input type="hidden" name="method" value={method} />
      <TextField
        key={method}
        name="code"
        label={isTotp ? words.code : words.recoveryCode}
        inputMode={isTotp ? "numeric" : "text"}
        autoComplete={isTotp ? "one-time-code" : "off"}
        autoCapitalize="none"
        spellCheck={false}
        error={errorAt(state, "code")}
        className="figures"
      />
    </AccountForm>
  );
}

function PasskeyStep({ state }: StepProps) {
  const { secondFactor: words, signIn, passkeyProblems } = useAccountMessages();
  const isHydrated = useHydrated();
  return (
    <div className="grid gap-3">
      <FormTop state={state} />
      {isHydrated ? null : (
        <noscript>
          <Notice>{passkeyProblems.needsScript}</Notice>
        </noscript>
      )}
      <PasskeyButton
        ask={() => askForPasskey("proof")}
        fields={() => ({ method: "passkey" })}
        label={words.use.passkey}
        busyLabel={signIn.passkeyBusy}
      />
    </div>
  );
}

function OtherMethods({ others, from }: { others: readonly SecondFactorMethod[]; from: string }) {
  const { secondFactor: words } = useAccountMessages();
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="other-ways" className="mt-8 border-t border-line pt-6 text-sm">
      <h2 id="other-ways" className="font-medium">
        {words.otherWays}
      </h2>
      <ul className="mt-1">
        {others.map((method) => (
          <li key={method}>
            <Link
              href={`?with=${method}&from=${encodeURIComponent(from)}`}
              className="inline-flex min-h-11 items-center"
            >
              {words.use[method]}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function SecondFactorPage({ loaderData, actionData }: Route.ComponentProps) {
  const { secondFactor: words } = useAccountMessages();
  const { method, others, from } = loaderData;
  return (
    <QuietPage
      title={words.title}
      intro={words.intro[method]}
      other={{
        question: words.lost,
        href: `/sign-in?from=${encodeURIComponent(from)}`,
        label: words.backToSignIn,
      }}
    >
      {method === "passkey" ? (
        <PasskeyStep state={actionData} />
      ) : (
        <CodeStep method={method} state={actionData} />
      )}
      <OtherMethods others={others} from={from} />
    </QuietPage>
  );
}
