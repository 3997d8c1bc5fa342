// REST contract of the catalogue and of stock.
import { z } from "zod";
import { PICTURE_WIDTHS } from "../pictures.ts";
import {
  AMOUNT_MAX,
  booleanQuery,
  CurrencyCode,
  Id,
  MoneyBody,
  pageOf,
  pageQuery,
  requiredText,
  Slug,
  text,
  TEXT_LENGTH_MAX,
  Timestamp,
} from "./common.ts";
import { Rating } from "./reviews.ts";

export const VARIANTS_MAX = 100;
export const STOCK_MAX = 10_000_000;

export const Category = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    parentId: Id.nullable(),
    position: z.int(),
    image: z.string().nullable(),
    productCount: z.int(),
  })
  .meta({ id: "Category" });
export type Category = z.infer<typeof Category>;
export const CategoryList = z.object({ items: z.array(Category) }).meta({ id: "CategoryList" });

/** A picture: `url` is the default size; `srcset` lists the widths that exist; `optionValue` is the value (a colour) it shows, null for any. */
export const Picture = z
  .object({
    id: Id,
    url: z.string(),
    srcset: z.string(),
    optionValue: z.string().nullable(),
    alt: z.string(),
    width: z.int(),
    height: z.int(),
  })
  .meta({ id: "Picture" });
export type Picture = z.infer<typeof Picture>;

/** A picture in a list: it is shown small and many times, so it does not list its widths (`pictureSrcset` of @souk/contracts/pictures does). */
export const ItemPicture = z
  .object({
    url: z.string().meta({
      description: `The default size. The widths ${PICTURE_WIDTHS.join(", ")} stand beside it, under the same address with another number`,
    }),
    alt: z.string(),
    width: z.int(),
    height: z.int(),
  })
  .meta({ id: "ItemPicture" });
export type ItemPicture = z.infer<typeof ItemPicture>;

/** A variant in a list: what it takes to put it into a cart. Everything else is on the product itself. */
export const ItemVariant = z
  .object({ id: Id, sku: z.string(), name: z.string(), price: MoneyBody, available: z.int() })
  .meta({ id: "ItemVariant" });
export type ItemVariant = z.infer<typeof ItemVariant>;

export const Variant = ItemVariant.extend({
  options: z.record(z.string(), z.string()),
  compareAtPrice: MoneyBody.nullable(),
  pictureId: Id.nullable(),
  /** Where the price is reduced: the lowest one of the 30 days before it was (Directive 98/6/EC, Article 6a). */
  lowestPrice30Days: MoneyBody.optional(),
  /** What one piece costs everybody who takes more of them. */
  quantityPrices: z.array(z.object({ minQuantity: z.int(), price: MoneyBody })).optional(),
}).meta({ id: "Variant" });
export type Variant = z.infer<typeof Variant>;

const millimetres = z.int().min(1).max(100_000);
export const Dimensions = z
  .strictObject({ lengthMm: millimetres, widthMm: millimetres, heightMm: millimetres })
  .meta({ id: "Dimensions" });
export type Dimensions = z.infer<typeof Dimensions>;

export const ProductStatus = z.enum(["draft", "active", "archived"]);
export const AttributeValue = z.union([text(500), z.number(), z.boolean()]);

/** A product in lists, searches and recommendations. Lists are long and read most of all, so it says what a card shows and a cart needs. */
export const ProductItem = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    subtitle: z.string(),
    categorySlug: z.string().nullable(),
    price: MoneyBody,
    compareAtPrice: MoneyBody.nullable(),
    lowestPrice30Days: MoneyBody.optional(),
    available: z.int(),
    featured: z.boolean(),
    createdAt: Timestamp,
    image: ItemPicture.nullable(),
    /** Of the approved reviews; null without any. */
    rating: Rating.nullable(),
    variants: z.array(ItemVariant),
  })
  .meta({ id: "ProductItem" });
export type ProductItem = z.infer<typeof ProductItem>;

export const Product = ProductItem.extend({
  image: Picture.nullable(),
  variants: z.array(Variant),
  description: z.string(),
  status: ProductStatus,
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  attributes: z.record(z.string(), AttributeValue),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  pictures: z.array(Picture),
  /** Of the variants that have a weight or a size. */
  measures: z
    .array(z.object({ variantId: Id, weightGrams: z.int(), dimensions: Dimensions.nullable() }))
    .optional(),
  version: z.int(),
  updatedAt: Timestamp,
}).meta({ id: "Product" });
export type Product = z.infer<typeof Product>;

export const PRODUCT_SORTS = ["featured", "newest", "price", "-price", "name"] as const;
const amountQuery = z.coerce.number().int().min(0).max(AMOUNT_MAX).optional();

/** What lists and searches filter by. */
export const productFilters = {
  ...pageQuery,
  category: Slug.optional(),
  currency: CurrencyCode.optional(),
  minPrice: amountQuery,
  maxPrice: amountQuery,
  inStock: booleanQuery.optional(),
};
export const ProductListQuery = z.strictObject({
  ...productFilters,
  sort: z.enum(PRODUCT_SORTS).default("featured"),
  featured: booleanQuery.optional(),
  status: ProductStatus.optional(),
});
export type ProductListQuery = z.infer<typeof ProductListQuery>;
export const ProductPage = pageOf(ProductItem).meta({ id: "ProductPage" });
export type ProductPage = z.infer<typeof ProductPage>;

export const ProductParams = z.strictObject({ id: requiredText(120) });
export const CurrencyQuery = z.strictObject({ currency: CurrencyCode.optional() });

const Price = z.strictObject({ amount: z.int().min(0).max(AMOUNT_MAX), currency: CurrencyCode });
export const VariantBody = z.strictObject({
  id: Id.optional(),
  sku: requiredText(60),
  options: z.record(requiredText(60), requiredText(60)).default({}),
  prices: z.array(Price).min(1).max(20),
  compareAtPrices: z.array(Price).max(20).default([]),
  costPrice: Price.optional(),
  weightGrams: z.int().min(0).max(10_000_000).default(0),
  dimensions: Dimensions.optional(),
  taxClass: z.enum(["standard", "reduced", "zero"]).default("standard"),
});
export const ProductBody = z.strictObject({
  slug: Slug.optional(),
  name: requiredText(200),
  subtitle: text(200).default(""),
  description: text(TEXT_LENGTH_MAX).default(""),
  categoryId: Id.nullable().default(null),
  status: ProductStatus.default("draft"),
  featured: z.boolean().default(false),
  options: z
    .array(z.strictObject({ name: requiredText(60), values: z.array(requiredText(60)).min(1).max(50) }))
    .max(3)
    .default([]),
  attributes: z.record(requiredText(60), AttributeValue).default({}),
  seoTitle: text(200).nullable().default(null),
  seoDescription: text(500).nullable().default(null),
  variants: z.array(VariantBody).min(1).max(VARIANTS_MAX),
  /** When a draft goes on sale by itself, and when it is taken off. */
  publishAt: Timestamp.optional(),
  unpublishAt: Timestamp.optional(),
});
export type ProductBody = z.infer<typeof ProductBody>;
/** Before defaults are filled in. */
export type ProductBodyInput = z.input<typeof ProductBody>;

/** A product as staff edit it: `content` is what PUT takes, with every price, cost and variant id. */
export const EditableProduct = z
  .object({
    id: Id,
    version: z.int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    pictures: z.array(Picture),
    content: ProductBody,
  })
  .meta({ id: "EditableProduct" });
export type EditableProduct = z.infer<typeof EditableProduct>;

export const StockParams = z.strictObject({ variantId: Id });
export const SetStockBody = z.strictObject({
  onHand: z.int().min(0).max(STOCK_MAX),
  location: Slug.optional(),
  reason: text(200).optional(),
});
export const Stock = z
  .object({
    variantId: Id,
    onHand: z.int(),
    reserved: z.int(),
    available: z.int(),
    /** Staff are told when what is available falls to this. */
    lowStockAt: z.int(),
    locations: z.array(z.object({ location: z.string(), onHand: z.int(), reserved: z.int() })),
  })
  .meta({ id: "Stock" });
export type Stock = z.infer<typeof Stock>;
