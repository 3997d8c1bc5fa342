// The frame of the customer's own pages.
import { Outlet } from "react-router";
import { AccountFrame } from "../features/account/account-frame.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { VerificationNotice } from "../features/account/verification-notice.tsx";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/account";

export async function loader({ url, context }: Route.LoaderArgs) {
  const from = url.pathname.replace(/\.data$/, "");
  const user = await asCustomer(shopOf(context), from, async (api) => (await api.users.profile()).data);
  return { user, isMailSent: url.searchParams.has("mail-sent") };
}

export default function Account({ loaderData: { user, isMailSent } }: Route.ComponentProps) {
  return (
    <AccountFrame>
      {user.emailVerified ? null : <VerificationNotice email={user.email} isSent={isMailSent} />}
      <Outlet />
    </AccountFrame>
  );
}
