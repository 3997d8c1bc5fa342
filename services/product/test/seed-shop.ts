// A small catalogue for the seed, written for these tests.
import type { SeedCatalogue } from "../src/app.ts";

type SeedProduct = SeedCatalogue["products"][number];

export function aSeedProduct(changes: Partial<SeedProduct> = {}): SeedProduct {
  return {
    slug: "madder-kilim",
    name: "Madder Kilim",
    subtitle: "Flat-woven diamonds",
    description: "Woven tight and flat.\n\nFor a hallway.",
    materials: "Handspun wool",
    dimensions: { lengthMm: 1800, widthMm: 1200, heightMm: 5 },
    weightGrams: 3600,
    care: "Shake it out.",
    categorySlug: "rugs",
    options: [{ name: "Colour", values: ["Madder", "Indigo"] }],
    variants: [
      { sku: "K-MAD", optionValues: { Colour: "Madder" }, price: { EUR: 29000, USD: 31600 }, stock: 4 },
      {
        sku: "K-IND",
        optionValues: { Colour: "Indigo" },
        price: { EUR: 26000, USD: 28300 },
        compareAt: { EUR: 29000, USD: 31600 },
        stock: 0,
      },
    ],
    attributes: { handmade: true, origin: "Morocco" },
    featured: true,
    isNew: false,
    seo: { title: "Madder Kilim | Souk", description: "A kilim." },
    pictures: [
      { view: "front", optionValue: "Madder", alt: "A red kilim" },
      { view: "front", optionValue: "Indigo", alt: "A blue kilim" },
      { view: "in_use", alt: "In a hallway" },
    ],
    ...changes,
  };
}

export const seedCatalogueData: SeedCatalogue = {
  categories: [
    { slug: "home", name: "Home", description: "For rooms.", position: 1 },
    { slug: "rugs", name: "Rugs", description: "For floors.", position: 1, parentSlug: "home" },
  ],
  products: [
    aSeedProduct(),
    aSeedProduct({
      slug: "plain-stool",
      name: "Plain Stool",
      categorySlug: "nowhere",
      featured: false,
      isNew: true,
      options: [],
      variants: [{ sku: "STOOL", optionValues: {}, price: { EUR: 8000, USD: 8700 }, stock: 7 }],
      pictures: [],
    }),
  ],
};
