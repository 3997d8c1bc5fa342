// Writing a review of a product, or changing one's own. For who is signed in.
import { redirect } from "react-router";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { loadProduct } from "../features/product/load-product.server.ts";
import { ProductHead } from "../features/product/product-head.tsx";
import { loadOwnReview } from "../features/reviews/load-reviews.server.ts";
import { RemoveReview, ReviewForm } from "../features/reviews/review-form.tsx";
import { writeReview } from "../features/reviews/write-review.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { catalogueMessagesFor, useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/product-review";

const UNPROCESSABLE = 422;
const addressOf = (slug: string): string => `/products/${encodeURIComponent(slug)}/review`;

export async function loader({ params, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const { id, slug, name, image } = await loadProduct(shop, params.slug, "/review");
  return asCustomer(shop, addressOf(slug), async (api) => {
    const [own, user] = await Promise.all([loadOwnReview(shop, id), api.users.profile()]);
    return { product: { slug, name, image }, own, displayName: user.data.firstName };
  });
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const form = await request.formData();
  const outcome = await asCustomer(shopOf(context), addressOf(slug), (api) =>
    writeReview(api, { slug, form }),
  );
  if (outcome.status === "refused") return formAnswer(request, outcome, UNPROCESSABLE);
  throw redirect(`/products/${encodeURIComponent(slug)}/reviews?${outcome.status}`, 303);
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const { form } = catalogueMessagesFor("en").reviews;
  return pageMeta({
    title: messagesFor("en").common.pageTitle(form.title(loaderData?.product.name ?? "")),
    publicUrl: "",
  });
};

export default function ProductReviewPage({ loaderData, actionData }: Route.ComponentProps) {
  const { product, own, displayName } = loaderData;
  const { form: words } = useCatalogueMessages().reviews;
  return (
    <div className="shell py-8 lg:py-16">
      <div className="mx-auto max-w-xl">
        <ProductHead {...product} />
        <h1 className="display-type text-2xl">{words.title(product.name)}</h1>
        <p className="mt-2 mb-8 text-ink-soft">{words.intro}</p>
        <ReviewForm key={own?.version} own={own} displayName={displayName} refused={actionData} />
        {own ? <RemoveReview own={own} /> : null}
      </div>
    </div>
  );
}
