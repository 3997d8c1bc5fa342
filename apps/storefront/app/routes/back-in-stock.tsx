// Takes the wish to be told when something is back. The page is for browsers without JavaScript: what became of the wish, and the way back.
import { Link } from "@souk/ui";
import { redirect } from "react-router";
import { WaitingForm } from "../features/product/waiting-form.tsx";
import { waitForVariant } from "../features/product/waiting.server.ts";
import { localPath } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { catalogueMessagesFor, useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/back-in-stock";

const UNPROCESSABLE = 422;
const ACCEPTED = 202;

export function loader({ context }: Route.LoaderArgs) {
  return { isSignedIn: shopOf(context).hasSession };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const variantId = form.get("variantId");
  if (typeof variantId !== "string") throw redirect("/", 303);
  const outcome = await waitForVariant(shopOf(context), form);
  const answer = { ...outcome, variantId, from: localPath(form.get("from")) };
  return formAnswer(request, answer, outcome.status === "refused" ? UNPROCESSABLE : ACCEPTED);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(catalogueMessagesFor("en").backInStock.title),
    publicUrl: "",
  });

export default function BackInStockPage({ loaderData, actionData }: Route.ComponentProps) {
  const { backInStock } = useCatalogueMessages();
  return (
    <div className="shell py-12 lg:py-20">
      <div className="mx-auto max-w-md">
        <h1 className="display-type mb-6 text-3xl">{backInStock.title}</h1>
        {actionData ? (
          <WaitingForm
            variantId={actionData.variantId}
            isSignedIn={loaderData.isSignedIn}
            from={actionData.from}
            outcome={actionData}
          />
        ) : null}
        <p className="mt-8">
          <Link href={actionData?.from ?? "/products"}>{backInStock.back}</Link>
        </p>
      </div>
    </div>
  );
}
