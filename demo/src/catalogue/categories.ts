// The category tree: five rooms of the market hall, and what is sold in each.
import type { DemoCategory } from "./types.ts";

const rooms = [
  {
    slug: "home",
    name: "House",
    description: "Floors, walls, light and seats: the large things that change a room, and last.",
    children: [
      [
        "rugs-and-kilims",
        "Rugs & kilims",
        "Knotted, flat-woven and ragged: rugs from the Atlas to the Turkmen steppe, each named after the place that taught its pattern.",
      ],
      [
        "tiles",
        "Tiles",
        "Zellige cut by hand in Fes and Tetouan, cement tiles pressed one at a time, and panels that are ready to hang.",
      ],
      [
        "lanterns-and-lamps",
        "Lanterns & lamps",
        "Pierced brass, blown glass and mosaic: lamps that are at their best after dark.",
      ],
      [
        "textiles-and-cushions",
        "Textiles & cushions",
        "Ikat, block print, suzani and plain good stripes, from looms and printing tables we know by name.",
      ],
      [
        "baskets",
        "Baskets",
        "Palm, reed, halfa and date frond, coiled and plaited for markets, bread, laundry and plants.",
      ],
      [
        "furniture",
        "Furniture",
        "Stools, low tables, lattice screens and one or two chests, joined to be taken along when you move.",
      ],
    ],
  },
  {
    slug: "table-and-kitchen",
    name: "Table & kitchen",
    description: "For cooking slowly and laying a table that people stay at.",
    children: [
      [
        "ceramics",
        "Ceramics",
        "Bowls, jugs, tagines and vases, thrown in Safi, Nabeul, Kütahya, Rishtan and a few small yards in between.",
      ],
      ["glassware", "Glassware", "Recycled and mouth-blown glass with the bubbles left in."],
      [
        "brass-and-copper",
        "Brass & copper",
        "Trays with engraved rosettes, coffee pots, mortars and everything that rings when you tap it.",
      ],
      [
        "spices-and-teas",
        "Spices & teas",
        "Small harvests, dated tins, and nothing we would not cook with ourselves.",
      ],
    ],
  },
  {
    slug: "bath-and-body",
    name: "Bath & body",
    description: "What a hammam bag holds: honest soaps, oils, and salts.",
    children: [
      [
        "soaps-and-oils",
        "Soaps & oils",
        "Laurel and olive soap, rose water, argan, black soap and salts, with short lists of contents.",
      ],
    ],
  },
  {
    slug: "wear-and-carry",
    name: "Wear & carry",
    description: "Silver, beads and vegetable-tanned leather, made at benches rather than on lines.",
    children: [
      [
        "jewellery",
        "Jewellery",
        "Filigree, beads, cuffs and rings by silversmiths and stringers from Mutrah to Tiznit.",
      ],
      [
        "leather-goods",
        "Leather goods",
        "Slippers, satchels, poufs and small pieces in leather that takes on a colour of its own.",
      ],
    ],
  },
  {
    slug: "paper-and-music",
    name: "Paper & music",
    description: "For quiet evenings, and for the other kind.",
    children: [
      [
        "notebooks-and-prints",
        "Notebooks & prints",
        "Marbled covers, sewn bindings and prints pulled in small editions.",
      ],
      ["instruments", "Instruments", "Ouds, drums, neys and a saz, set up and played before they leave us."],
    ],
  },
] as const;

export const categories: readonly DemoCategory[] = rooms.flatMap((room, roomIndex) => [
  { slug: room.slug, name: room.name, description: room.description, position: roomIndex + 1 },
  ...room.children.map(([slug, name, description], index) => ({
    slug,
    name,
    description,
    position: index + 1,
    parentSlug: room.slug,
  })),
]);
