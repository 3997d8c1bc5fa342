// The product that an address means. One that has moved is followed; one that is not there is not found.
import { isApiProblem } from "@souk/client";
import type { Product } from "@souk/contracts";
import { data, redirect } from "react-router";
import type { Shop } from "../../lib/shop.server.ts";

async function findProduct(shop: Shop, slug: string): Promise<Product> {
  try {
    return (await shop.api.products.get(slug, { currency: shop.currency })).data;
  } catch (error) {
    if (isApiProblem(error) && (error.status === 404 || error.status === 400))
      throw data(null, { status: 404 });
    throw error;
  }
}

/** `rest`: what follows the product in the address, such as `/reviews`. */
export async function loadProduct(shop: Shop, slug: string, rest = ""): Promise<Product> {
  const product = await findProduct(shop, slug);
  if (product.slug !== slug) throw redirect(`/products/${product.slug}${rest}`, 301);
  return product;
}
