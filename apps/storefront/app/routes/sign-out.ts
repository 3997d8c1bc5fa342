// Signing out: a form posts here, so that no link on another site can do it. Whoever only wants to sign in again says where to go on.
import { redirect } from "react-router";
import { signOut } from "../features/account/sign-in.server.ts";
import { localPath } from "../lib/data-request.server.ts";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/sign-out";

export function loader(): never {
  throw redirect("/", 303);
}

export async function action({ request, context }: Route.ActionArgs): Promise<never> {
  const from = (await request.formData()).get("from");
  await signOut(shopOf(context));
  throw redirect(from === null ? "/" : `/sign-in?from=${encodeURIComponent(localPath(from))}`, 303);
}
