// Where an account elsewhere sends the browser back to. What is in the address is used once and left behind.
import { finishIdentity } from "../features/account/identities.server.ts";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/sign-in-callback";

export async function loader({ params: { provider }, url, context }: Route.LoaderArgs): Promise<never> {
  throw await finishIdentity(shopOf(context), { provider, query: url.search.slice(1) });
}
