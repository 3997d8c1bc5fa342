// A review from its author's hands to everybody's eyes, by way of the staff who read it.
import { expect } from "vitest";
import { register } from "../src/account.ts";
import { writeReview } from "../src/catalogue.ts";
import { journey } from "../src/journey.ts";
import { personFor } from "../src/shopping.ts";

const ON_HAND = 5;
const review = {
  stars: "4 stars, Very good",
  title: "Softer than it looks",
  text: "And <b>quiet</b> underfoot.",
};

journey("a review waits for staff, and is then read by everybody", async ({ visit, staff }) => {
  const { product } = await staff.stockGoods(30, ON_HAND);
  await visit({ device: "phone" }, async (visitor) => {
    const { page } = visitor;
    await register(visitor, personFor("review"));
    await writeReview(visitor, product.slug, review);
    await page.getByText("We are reading it.").waitFor();
    await visit({ device: "desktop" }, async (other) => {
      await other.open(`/products/${product.slug}`);
      expect(await other.page.getByRole("heading", { name: review.title }).count()).toBe(0);
    });
    await staff.approveReviews(product.id);
    await visitor.open(`/products/${product.slug}/reviews`);
    await page.getByText("Everybody can read it.").waitFor();
  });
  await visit({ device: "desktop" }, async ({ page, open }) => {
    await open(`/products/${product.slug}`);
    await page.getByRole("article", { name: review.title }).waitFor();
    await page.getByText(review.text, { exact: true }).waitFor(); // Markup in it is text.
    expect(await page.getByText("Rated 4.0 of 5").count()).toBeGreaterThan(0);
  });
});
