// The account that the frame of these pages has read.
import type { User } from "@souk/contracts";
import { useRouteLoaderData } from "react-router";

/** All pages below the account have its frame, which reads the profile or leads to the sign-in. */
export function useAccount(): User {
  const data = useRouteLoaderData<{ readonly user: User }>("account");
  if (!data) throw new Error("This page is outside of the account.");
  return data.user;
}
