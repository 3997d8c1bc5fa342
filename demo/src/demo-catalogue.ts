// The whole demo shop as data.
import { buildProduct } from "./catalogue/build-product.ts";
import { categories } from "./catalogue/categories.ts";
import { families } from "./catalogue/families.ts";
import { synonyms } from "./catalogue/synonyms.ts";
import type { DemoCatalogue } from "./catalogue/types.ts";

/** Every category, product and synonym of the demo shop; the same on every call and every machine. */
export function demoCatalogue(): DemoCatalogue {
  return {
    categories,
    synonyms,
    products: families.flatMap((family) =>
      family.drafts.map((draft, index) => buildProduct({ family, draft, number: index + 1 })),
    ),
  };
}
