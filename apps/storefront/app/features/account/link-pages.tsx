// What a mailed link leads to: the button, what came of it, and a way on for links that no longer work.
import { ButtonLink, type LinkProps } from "@souk/ui";
import type { ReactNode } from "react";
import { useAccountMessages } from "../../messages/use-account-messages.ts";
import { AccountForm, QuietPage, type FormState } from "./quiet-page.tsx";

export type LinkState = FormState & { readonly status: "done" | "invalid" | "taken" | "refused" };

const Way = ({ href, children }: Pick<LinkProps, "href" | "children">) => (
  <ButtonLink href={href} size="large" className="w-full">
    {children}
  </ButtonLink>
);

/** `renew`: where another link is asked for. */
export function LinkInvalid({ renew }: { renew: { readonly href: string; readonly label: string } }) {
  const { link } = useAccountMessages();
  return (
    <QuietPage title={link.invalidTitle} intro={link.invalid}>
      <Way href={renew.href}>{renew.label}</Way>
    </QuietPage>
  );
}

export function LinkTaken() {
  const { link } = useAccountMessages();
  return (
    <QuietPage
      title={link.takenTitle}
      intro={link.taken}
      other={{ href: "/forgot-password", label: link.newReset }}
    >
      <Way href="/sign-in">{link.toSignIn}</Way>
    </QuietPage>
  );
}

type LinkPageProps = {
  readonly isHeld: boolean;
  readonly isSignedIn: boolean;
  readonly state: LinkState | undefined;
  readonly words: {
    readonly title: string;
    readonly intro: string;
    readonly button: string;
    readonly doneTitle: string;
    readonly done: string;
  };
  readonly children?: ReactNode;
};

/** One button that does what the mail promised. */
export function LinkPage({ isHeld, isSignedIn, state, words, children }: LinkPageProps) {
  const { link } = useAccountMessages();
  const account = isSignedIn
    ? { href: "/account", label: link.toAccount }
    : { href: "/sign-in", label: link.toSignIn };
  if (state?.status === "done") {
    return (
      <QuietPage title={words.doneTitle} intro={words.done} other={{ href: "/", label: link.toShop }}>
        <Way href={account.href}>{account.label}</Way>
      </QuietPage>
    );
  }
  if (state?.status === "taken") return <LinkTaken />;
  if (state?.status === "invalid" || !isHeld) return <LinkInvalid renew={account} />;
  return (
    <QuietPage title={words.title} intro={words.intro}>
      <AccountForm state={state} button={words.button}>
        {children}
      </AccountForm>
    </QuietPage>
  );
}
