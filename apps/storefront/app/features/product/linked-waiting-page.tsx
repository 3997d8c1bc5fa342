// The pages behind the links in mails about what is sold out: a question with one button, and what became of it.
import { Button, ButtonLink } from "@souk/ui";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { LinkOutcome } from "./waiting.server.ts";

type Question = { readonly title: string; readonly intro: string; readonly button: string };

function Said({ title, text, action }: { title: string; text: string; action: ReactNode }) {
  return (
    <output className="block">
      <h1 className="display-type text-3xl">{title}</h1>
      <p className="mt-3 mb-8 text-ink-soft">{text}</p>
      {action}
    </output>
  );
}

function Outcome({ outcome }: { outcome: LinkOutcome }) {
  const { confirm, unsubscribe } = useCatalogueMessages().backInStock;
  const { common } = useMessages();
  const home = (
    <ButtonLink href="/" tone="secondary">
      {common.backToHome}
    </ButtonLink>
  );
  switch (outcome.status) {
    case "waiting":
      return <Said title={confirm.doneTitle} text={confirm.done(outcome.productName)} action={home} />;
    case "in_stock":
      return (
        <Said
          title={confirm.inStockTitle}
          text={confirm.inStock(outcome.productName)}
          action={<ButtonLink href={`/products/${outcome.productSlug}`}>{confirm.see}</ButtonLink>}
        />
      );
    case "ended":
      return <Said title={unsubscribe.doneTitle} text={unsubscribe.done} action={home} />;
    case "broken":
      return <Said title={confirm.brokenTitle} text={confirm.broken} action={home} />;
  }
}

type LinkedWaitingPageProps = {
  readonly isHeld: boolean;
  readonly outcome: LinkOutcome | undefined;
  readonly words: Question;
};

export function LinkedWaitingPage({ isHeld, outcome, words }: LinkedWaitingPageProps) {
  const { state } = useNavigation();
  const known = outcome ?? (isHeld ? undefined : ({ status: "broken" } as const));
  return (
    <div className="shell py-12 lg:py-20">
      <div className="mx-auto max-w-md">
        {known ? (
          <Outcome outcome={known} />
        ) : (
          <>
            <h1 className="display-type text-3xl">{words.title}</h1>
            <p className="mt-3 mb-8 text-ink-soft">{words.intro}</p>
            <Form method="post">
              <Button size="large" busy={state !== "idle"} className="w-full">
                {words.button}
              </Button>
            </Form>
          </>
        )}
      </div>
    </div>
  );
}
