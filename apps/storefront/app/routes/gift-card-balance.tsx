// What is left on a gift card: anybody who has its code may ask.
import type { GiftCardBalance } from "@souk/contracts";
import { Button, ButtonLink, TextField } from "@souk/ui";
import { Form, useNavigation } from "react-router";
import type { z } from "zod";
import { Money } from "../components/money.tsx";
import { FormTop, QuietPage } from "../features/account/quiet-page.tsx";
import { findBalance } from "../features/orders/gift-card-balance.server.ts";
import { dateText } from "../lib/dates.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { afterSaleMessagesFor, useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/gift-card-balance";

const UNPROCESSABLE = 422;

export async function action({ request, context }: Route.ActionArgs) {
  const outcome = await findBalance(shopOf(context), await request.formData());
  if (outcome.status === "refused") return formAnswer(request, outcome, UNPROCESSABLE);
  const isOver = outcome.card.expiresAt !== null && Date.parse(outcome.card.expiresAt) <= Date.now();
  return { ...outcome, isOver };
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(afterSaleMessagesFor("en").giftCard.title),
    publicUrl: "",
  });

type Card = z.infer<typeof GiftCardBalance>;

function Balance({ card: { last4, balance, expiresAt }, isOver }: { card: Card; isOver: boolean }) {
  const { dateLocale } = useMessages();
  const { giftCard: words } = useAfterSaleMessages();
  const isUsable = balance.amount > 0 && !isOver;
  const date = expiresAt === null ? undefined : dateText(expiresAt, dateLocale);
  return (
    <div role="alert" className="bg-sunken px-6 py-6">
      <p className="text-sm text-ink-soft">{words.name(last4)}</p>
      <p className="display-type mt-1 text-3xl">
        <Money value={balance} />
      </p>
      <p className="mt-2 text-sm text-ink-soft">
        {date === undefined ? words.forever : isOver ? words.over(date) : words.until(date)}
      </p>
      <p className="mt-4 text-sm">{isUsable ? words.use : balance.amount === 0 ? words.empty : null}</p>
      {isUsable ? (
        <ButtonLink href="/cart" tone="secondary" className="mt-4">
          {words.toBag}
        </ButtonLink>
      ) : null}
    </div>
  );
}

export default function GiftCardBalancePage({ actionData }: Route.ComponentProps) {
  const { giftCard: words } = useAfterSaleMessages();
  const isBusy = useNavigation().state === "submitting";
  const refused = actionData?.status === "refused" ? actionData : undefined;
  return (
    <QuietPage title={words.title} intro={words.intro}>
      {actionData?.status === "found" ? <Balance card={actionData.card} isOver={actionData.isOver} /> : null}
      <Form method="post" noValidate className="mt-8 grid gap-5">
        <FormTop state={{ message: refused?.isOfField === false ? refused.message : undefined }} />
        <TextField
          key={actionData?.status === "found" ? actionData.card.last4 : ""}
          name="code"
          label={words.code}
          error={refused?.isOfField ? refused.message : undefined}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="figures"
        />
        <Button
          busy={isBusy}
          size="large"
          tone={actionData?.status === "found" ? "secondary" : "primary"}
          className="w-full"
        >
          {actionData?.status === "found" ? words.another : words.check}
        </Button>
      </Form>
    </QuietPage>
  );
}
