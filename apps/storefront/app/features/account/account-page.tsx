// One page of the account: its title, the way back, what was just done, and its parts.
import { BareLink, Icon, Notice } from "@souk/ui";
import type { ReactNode } from "react";

type AccountPageProps = {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly back?: { readonly href: string; readonly label: string } | undefined;
  readonly done?: string | null | undefined;
  readonly children?: ReactNode;
};

export function AccountPage({ title, intro, back, done, children }: AccountPageProps) {
  return (
    <>
      {back ? (
        <BareLink
          href={back.href}
          className="mb-2 inline-flex min-h-11 items-center gap-2 text-sm text-ink-soft hover:text-ink"
        >
          <Icon name="arrow-start" className="size-4" />
          {back.label}
        </BareLink>
      ) : null}
      <h1 className="display-type text-3xl">{title}</h1>
      {intro ? <p className="mt-3 max-w-prose text-ink-soft">{intro}</p> : null}
      {done ? (
        <Notice tone="success" assertive className="mt-6">
          {done}
        </Notice>
      ) : null}
      <div className="mt-8">{children}</div>
    </>
  );
}

type AskTwiceProps = {
  readonly label: string;
  readonly question: string;
  readonly children: ReactNode;
};

/** Something that cannot be undone: it opens, says what will happen, and only then offers the button. */
export function AskTwice({ label, question, children }: AskTwiceProps) {
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-11 list-none items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {label}
      </summary>
      <div className="mt-1 mb-4 max-w-prose bg-sunken px-5 py-4">
        <p className="mb-4">{question}</p>
        {children}
      </div>
    </details>
  );
}
