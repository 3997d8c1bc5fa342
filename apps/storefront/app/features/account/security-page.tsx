// A page that changes how somebody signs in: with the way back to the overview, and only once the e-mail address is theirs.
import { Notice } from "@souk/ui";
import type { ReactNode } from "react";
import { useAccountAreaMessages, useAccountMessages } from "../../messages/use-account-messages.ts";
import { AccountPage } from "./account-page.tsx";
import { useAccount } from "./use-account.ts";

type SecurityPageProps = {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly done?: string | null | undefined;
  /** Another way in can be added to proven accounts alone: otherwise whoever typed somebody else's address could stay in it. */
  readonly needsProof?: boolean;
  readonly children?: ReactNode;
};

export function SecurityPage({ needsProof = false, children, ...page }: SecurityPageProps) {
  const { security } = useAccountAreaMessages();
  const { unverified } = useAccountMessages();
  const isHeldBack = !useAccount().emailVerified && needsProof;
  return (
    <AccountPage {...page} back={{ href: "/account/security", label: security.back }}>
      {isHeldBack ? <Notice>{unverified}</Notice> : children}
    </AccountPage>
  );
}
