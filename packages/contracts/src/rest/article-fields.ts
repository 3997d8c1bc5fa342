// What a line of a cart or of an order says of the article it is about; an order keeps it as it was when it was placed.
import { z } from "zod";
import { Id } from "./common.ts";

export const articleFields = {
  variantId: Id,
  productId: Id,
  productSlug: z.string(),
  productName: z.string(),
  variantName: z.string(),
  sku: z.string(),
  image: z.string().nullable(),
};
