// A picture for each category: two or three of its goods together.
import { categories } from "./catalogue/categories.ts";
import { mix, shade } from "./drawing/colour.ts";
import { lay, stand } from "./drawing/shadow.ts";
import { createSheet, type Sheet } from "./drawing/sheet.ts";
import { finish, flatStage, nicheStage, pictureHeight, pictureWidth } from "./drawing/stage.ts";
import { svgDocument } from "./draw-picture.ts";
import { type Good, pieceOf } from "./scene-good.ts";

/** What stands in a category's picture, from the back to the front. */
const showcases: Readonly<Record<string, readonly Good[]>> = {
  home: [
    { slug: "khan-el-khalili-dome-lantern" },
    { slug: "guellala-moon-vase" },
    { slug: "margilan-ikat-cushion" },
  ],
  "rugs-and-kilims": [
    { slug: "konya-hearth-kilim", colour: "Teal" },
    { slug: "taznakht-madder-kilim" },
    { slug: "jaipur-star-dhurrie", colour: "Terracotta" },
  ],
  tiles: [
    { slug: "riad-square-zellige", colour: "Saffron" },
    { slug: "meknes-twelve-star-zellige" },
    { slug: "fes-star-cross-zellige" },
  ],
  "lanterns-and-lamps": [
    { slug: "moradabad-table-lamp" },
    { slug: "fanous-ramadan-lantern" },
    { slug: "grand-bazaar-mosaic-lamp" },
  ],
  "textiles-and-cushions": [
    { slug: "kutch-mirror-cushion", colour: "Rust" },
    { slug: "margilan-ikat-cushion" },
    { slug: "majorelle-lumbar-cushion" },
  ],
  baskets: [
    { slug: "medenine-grain-basket" },
    { slug: "zigzag-storage-basket" },
    { slug: "fatna-coil-bowl" },
  ],
  furniture: [{ slug: "khatam-octagon-table" }, { slug: "rush-seat-stool" }],
  "table-and-kitchen": [
    { slug: "menemen-water-jug", colour: "Sea" },
    { slug: "ounagha-tagine" },
    { slug: "safi-couscous-bowl" },
  ],
  ceramics: [{ slug: "fustat-tall-vase" }, { slug: "khurja-spice-jar" }, { slug: "tamegroute-green-bowl" }],
  glassware: [
    { slug: "hebron-blue-carafe" },
    { slug: "muski-wine-goblet", colour: "Amber" },
    { slug: "gilded-mint-tea-glass" },
  ],
  "brass-and-copper": [
    { slug: "nizwa-coffee-pot" },
    { slug: "pharmacists-mortar" },
    { slug: "moradabad-fruit-bowl" },
  ],
  "spices-and-teas": [
    { slug: "marrakech-mint-tea" },
    { slug: "aleppo-pepper-flakes" },
    { slug: "taliouine-saffron" },
  ],
  "bath-and-body": [
    { slug: "isparta-rose-water" },
    { slug: "argan-face-oil" },
    { slug: "bukhara-cotton-seed-soap" },
  ],
  "soaps-and-oils": [
    { slug: "neroli-body-oil" },
    { slug: "siwa-bath-salts" },
    { slug: "aleppo-laurel-soap" },
  ],
  "wear-and-carry": [{ slug: "bou-inania-tote" }, { slug: "marrakech-pouf" }],
  jewellery: [
    { slug: "tiznit-amber-necklace" },
    { slug: "mutrah-filigree-earrings", size: 0.62 },
    { slug: "carnelian-signet", size: 0.4 },
  ],
  "leather-goods": [{ slug: "tanners-satchel" }, { slug: "falconers-pouch" }],
  "paper-and-music": [{ slug: "safi-clay-darbuka" }, { slug: "inlaid-darbuka" }],
  "notebooks-and-prints": [
    { slug: "gel-git-marbled-journal" },
    { slug: "samarkand-mulberry-notebook", colour: "Indigo" },
    { slug: "ebru-notebook", colour: "Pomegranate" },
  ],
  instruments: [{ slug: "gnawa-bendir" }, { slug: "beginners-oud" }],
};

const flatCategories = new Set([
  "rugs-and-kilims",
  "tiles",
  "jewellery",
  "notebooks-and-prints",
  "instruments",
]);

const categoryWalls = ["#d9a283", "#b3bea6", "#e6c795", "#a9bfc4", "#dcb6a4", "#c7b38f"];

function flatGroup(sheet: Sheet, goods: readonly Good[]): string {
  const pair = [
    { x: 470, y: 500, turn: -13 },
    { x: 760, y: 900, turn: 12 },
  ];
  const three = [
    { x: 350, y: 470, turn: -13 },
    { x: 880, y: 640, turn: 9 },
    { x: 520, y: 1080, turn: -5 },
  ];
  const places = goods.length === 2 ? pair : three;
  return goods
    .map((good, index) => {
      const piece = pieceOf(sheet, good);
      const size = (goods.length === 2 ? 900 : 760) * (good.size ?? 1);
      return lay(piece, {
        ...(places[index] ?? { x: 600, y: 750 }),
        scale: size / Math.max(piece.width, piece.height),
        lift: 14,
      });
    })
    .join("");
}

function standingGroup(sheet: Sheet, goods: readonly Good[]): string {
  const places =
    goods.length === 2
      ? [
          { x: 470, y: 1150, wide: 430, high: 620 },
          { x: 760, y: 1180, wide: 360, high: 420 },
        ]
      : [
          { x: 640, y: 1140, wide: 360, high: 640 },
          { x: 410, y: 1160, wide: 290, high: 430 },
          { x: 790, y: 1180, wide: 300, high: 320 },
        ];
  return goods
    .map((good, index) => {
      const piece = pieceOf(sheet, good);
      const place = places[index] ?? { x: 600, y: 1160, wide: 400, high: 500 };
      const scale = Math.min(place.wide / piece.width, place.high / piece.height);
      const isLying = piece.outline.startsWith("M-") && good.slug.includes("cushion");
      const base = isLying
        ? { ...piece, markup: `<g transform="translate(0 ${-piece.height / 2})">${piece.markup}</g>` }
        : piece;
      return stand(sheet, base, { x: place.x, y: place.y, scale, foot: piece.width * 0.36 });
    })
    .join("");
}

/** A category's picture, 1200 × 1500. Throws for a slug the demo does not know. */
export function drawCategoryPicture(slug: string): string {
  const goods = showcases[slug];
  const index = categories.findIndex((category) => category.slug === slug);
  if (!goods || index < 0) throw new Error(`The demo has no category ${slug}.`);
  const sheet = createSheet();
  const wall = categoryWalls[index % categoryWalls.length] ?? "#d9a283";
  const content = flatCategories.has(slug)
    ? flatStage(sheet, mix(wall, "#f0e2cc", 0.25)) + flatGroup(sheet, goods)
    : nicheStage(sheet, slug.startsWith("lantern") ? shade(wall, -0.3) : wall) + standingGroup(sheet, goods);
  return svgDocument(sheet, { width: pictureWidth, height: pictureHeight }, content + finish(sheet));
}
