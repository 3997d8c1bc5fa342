// Which products are on a page, read for all pages together that are asked for at the same moment.
import { type AnyDb, gathered } from "@souk/db";
import { listProductPages, type ProductPageItems, type ProductPageQuestion } from "./store/product-pages.ts";

export type ProductPages = (question: ProductPageQuestion) => Promise<ProductPageItems>;

/** Few at a time go together, in more lanes than the database has cores: a rare filter may walk through much of the catalogue. */
const TOGETHER = { lanes: 4, questionsMax: 16 };

export const createProductPages = (db: AnyDb): ProductPages =>
  gathered((questions) => listProductPages(db, questions), TOGETHER);
