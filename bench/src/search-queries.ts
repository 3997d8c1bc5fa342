// What shoppers search for in the bench: words of the demo goods with filters and sorts, many different ones, the same in every run.

const nouns = [
  "rug",
  "kilim",
  "tile",
  "zellige",
  "lantern",
  "lamp",
  "cushion",
  "blanket",
  "towel",
  "basket",
  "stool",
  "mirror",
  "bowl",
  "plate",
  "tagine",
  "vase",
  "tray",
  "coffee pot",
  "saffron",
  "pepper",
  "tea",
  "soap",
  "argan oil",
  "earrings",
  "necklace",
  "ring",
  "bracelet",
  "slippers",
  "pouf",
  "satchel",
  "wallet",
  "notebook",
  "print",
  "darbuka",
  "oud",
] as const;
const before = ["", "indigo ", "brass ", "wool ", "marrakech ", "small ", "blue ", "hand woven "] as const;
const filters = [
  "",
  "&inStock=true",
  "&filter=colour:indigo",
  "&filter=material:wool,brass;handmade:yes",
  "&minPrice=2000&maxPrice=20000",
  "&onSale=true",
  "&sort=price",
  "&sort=newest",
] as const;

/** Paths below the API's prefix: every noun with every word before it, each with another filter. */
export const searchPaths: readonly string[] = nouns.flatMap((noun, index) =>
  before.map((word, place) => {
    const filter = filters[(index * 3 + place) % filters.length];
    return `/products/search?limit=24&q=${encodeURIComponent(word + noun)}${filter}`;
  }),
);

/** What stands in the field while somebody types: the first two letters and more. */
export const suggestionPaths: readonly string[] = nouns.flatMap((noun) =>
  Array.from({ length: Math.min(noun.length - 1, 5) }, (_, index) => {
    return `/products/suggestions?q=${encodeURIComponent(noun.slice(0, index + 2))}`;
  }),
);
