// Signing out: a form posts here, so that no link on another site can do it.
import { redirect } from "react-router";
import { signOut } from "../features/account/sign-in.server.ts";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/sign-out";

export function loader(): never {
  throw redirect("/", 303);
}

export async function action({ context }: Route.ActionArgs): Promise<never> {
  await signOut(shopOf(context));
  throw redirect("/", 303);
}
