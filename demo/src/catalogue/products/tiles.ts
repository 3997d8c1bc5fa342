// Zellige and other tiles, written by hand.
import { choice, type Draft } from "../draft.ts";

const coverage = choice("Pack", ["0.5 m²", 1], ["1 m²", 1.9]);

export const tiles: readonly Draft[] = [
  {
    name: "Fes Star & Cross Zellige",
    subtitle: "The classic eight-pointed field",
    story:
      "Eight-pointed stars and the crosses between them: the first pattern an apprentice in Fes learns to cut, and the last one he gets tired of. Each piece is chipped from a glazed square with a hammer heavier than it looks.\n\nEdges are not quite straight and no two stars reflect light the same way, which is the reason to have them.",
    materials: "Fes clay with a tin glaze, cut by hand",
    made: { place: "Fes, Morocco", material: "Glazed clay", care: "tile" },
    facts: { size: [100, 100, 15], grams: 14000, euros: 118 },
    colours: ["Cobalt", "Emerald", "Terracotta"],
    choice: coverage,
    drawn: { form: "panel", motif: "star8" },
    states: ["featured"],
  },
  {
    name: "Riad Square Zellige",
    subtitle: "Ten by ten, every one a different shade",
    story:
      "The plain square is where zellige shows what it can do. The clay is dried in the sun, glazed, and fired with olive stones, and where a tile stood in the kiln decides how dark it comes out.\n\nWe mix three firings into every pack so a wall shimmers instead of shouting.",
    materials: "Fes clay with a transparent coloured glaze",
    made: { place: "Fes, Morocco", material: "Glazed clay", care: "tile" },
    facts: { size: [100, 100, 12], grams: 13000, euros: 72 },
    colours: ["Sea", "Rose", "Chalk", "Saffron"],
    choice: coverage,
    drawn: { form: "panel", motif: "square" },
  },
  {
    name: "Tetouan Scale Tile",
    subtitle: "Overlapping fish scales for a curved wall",
    story:
      "Tetouan's tilers scratch the glaze away rather than cut the tile, and their shapes are rounder than those of Fes. The fish scale is theirs: it climbs a wall like water seen through a boat's bottom.\n\nSet it point down for scales, point up for feathers.",
    materials: "Pressed clay, single-fired glaze",
    made: { place: "Tetouan, Morocco", material: "Glazed clay", care: "tile" },
    facts: { size: [120, 110, 12], grams: 13500, euros: 96 },
    colours: ["Turquoise", "Sage", "Ink"],
    choice: coverage,
    drawn: { form: "panel", motif: "scale" },
  },
  {
    name: "Bahia Sixteen-Fold Panel",
    subtitle: "One large rosette, ready to hang",
    story:
      "Four craftsmen cut for nine days to make one of these: a sixteen-fold rosette laid face down, like all zellige, so that nobody sees it until the plaster has dried and the panel is turned.\n\nIt comes in a thin iron frame with a bracket. Two people and one good screw will do.",
    materials: "Cut zellige set in plaster, iron frame",
    made: { place: "Marrakech, Morocco", material: "Glazed clay", care: "tile" },
    facts: { size: [900, 900, 35], grams: 31000, euros: 1180 },
    colours: ["Cobalt", "Pomegranate"],
    drawn: { form: "framed", motif: "star16" },
    states: ["few"],
  },
  {
    name: "Isfahan Girih Panel",
    subtitle: "Ten-fold strapwork over two colours",
    story:
      "Five shapes, all with sides of one length, can cover a wall without ever quite repeating. Medieval builders knew it; mathematicians noticed in this century.\n\nOur panel takes one corner of that endless drawing and stops where the frame does. Look for the pentagons first and let the rest arrive.",
    materials: "Glazed stonepaste pieces on board, walnut frame",
    made: { place: "Isfahan, Iran", material: "Stonepaste", care: "tile" },
    facts: { size: [700, 560, 30], grams: 16500, euros: 840 },
    colours: ["Turquoise", "Lapis"],
    drawn: { form: "framed", motif: "girih10" },
    states: ["new"],
  },
  {
    name: "Tozeur Brick Tile",
    subtitle: "Narrow bejmat for herringbone floors",
    story:
      "Tozeur builds with bricks the length of a hand, laid in patterns that throw shade. These are the same bricks made thin, in a matt glaze the colours of the palm grove.\n\nHerringbone is the usual way. Basket weave is quicker and nearly as good.",
    materials: "Sand-rich clay, matt glaze",
    made: { place: "Tozeur, Tunisia", material: "Glazed clay", care: "tile" },
    facts: { size: [150, 50, 18], grams: 16000, euros: 64 },
    colours: ["Sand", "Olive", "Clay"],
    choice: coverage,
    drawn: { form: "panel", motif: "herringbone" },
    states: ["sale"],
  },
  {
    name: "Cairo Hexagon Cement Tile",
    subtitle: "Pressed, not fired, and cool all summer",
    story:
      "Cement tiles came to Cairo with the apartment houses of the 1900s and never left the stairwells. Pigment and marble dust are poured into a brass mould, pressed once, and cured in water for a month.\n\nA three-petal figure joins from tile to tile, so a floor becomes one net of flowers.",
    materials: "Portland cement, marble dust, mineral pigment",
    made: { place: "Cairo, Egypt", material: "Cement", care: "tile" },
    facts: { size: [200, 173, 16], grams: 19000, euros: 58 },
    colours: ["Teal", "Mustard", "Charcoal"],
    choice: coverage,
    drawn: { form: "panel", motif: "hexagon" },
  },
  {
    name: "Jaipur Blue Border Tile",
    subtitle: "A running vine for the edge of things",
    story:
      "Every tiled wall needs somewhere to end. This border carries a vine with a leaf to either side, painted with a brush made from a donkey's mane, and its two blues are ground on the same stone as they were in the painter's grandfather's day.\n\nSold by the pack of ten, with two corners.",
    materials: "Stonepaste with cobalt and copper under a clear glaze",
    made: { place: "Jaipur, India", material: "Stonepaste", care: "tile" },
    facts: { size: [200, 100, 10], grams: 5200, euros: 88 },
    colours: ["Cobalt", "Turquoise"],
    drawn: { form: "panel", motif: "vine" },
  },
  {
    name: "Meknes Twelve-Star Zellige",
    subtitle: "A finer field of stars and kites",
    story:
      "Where the eight-fold pattern is a conversation, the twelve-fold is a choir: a large star, six kites, small hexagons keeping time between them. It needs thirty-one pieces for a square no wider than your hand.\n\nDelivered as meshed sheets, so a tiler who has never met zellige can set it.",
    materials: "Cut zellige on mesh",
    made: { place: "Meknes, Morocco", material: "Glazed clay", care: "tile" },
    facts: { size: [300, 300, 14], grams: 15000, euros: 164 },
    colours: ["Emerald", "Lapis", "Saffron"],
    choice: coverage,
    drawn: { form: "panel", motif: "star12" },
  },
  {
    name: "Damascus Checker Tile",
    subtitle: "Basalt and limestone, turned on the point",
    story:
      "The courtyards of old Damascus alternate black basalt and pale limestone, and the habit has a name: ablaq. Our tile borrows the rhythm in a honed surface that is kind to bare feet.\n\nOne stone mason, two quarries, and a saw older than both of his sons.",
    materials: "Honed basalt and limestone",
    made: { place: "Damascus, Syria", material: "Stone", care: "tile" },
    facts: { size: [150, 150, 12], grams: 22000, euros: 110 },
    colours: ["Black", "Rose"],
    choice: coverage,
    drawn: { form: "panel", motif: "checker" },
    states: ["none"],
  },
  {
    name: "Rabat Coaster Set",
    subtitle: "Four small zellige squares on cork",
    story:
      "When a panel is finished there is always a tray of pieces left over. Aziz sorts them at the end of the week, sets them four by four, and glues cork underneath.\n\nA coaster each for tea, and a way to find out which glaze you like before you tile a kitchen.",
    materials: "Zellige offcuts, cork",
    made: { place: "Rabat, Morocco", material: "Glazed clay", care: "tile" },
    facts: { size: [100, 100, 14], grams: 1100, euros: 32 },
    colours: ["Cobalt", "Olive", "Coral"],
    drawn: { form: "coasters", motif: "star8" },
  },
  {
    name: "Samarkand Dome Tile",
    subtitle: "Turquoise diamonds, cut from a larger sky",
    story:
      "Walk around the tombs of Shah-i-Zinda at noon and the tiles are bluer than the air. Ulugbek's workshop mixes that turquoise from copper and plant ash, and fires it twice.\n\nThese diamonds fit into rows, nets or a single star. Start with a splashback and see how far it goes.",
    materials: "Stonepaste, alkaline copper glaze",
    made: { place: "Samarkand, Uzbekistan", material: "Stonepaste", care: "tile" },
    facts: { size: [160, 92, 14], grams: 13800, euros: 132 },
    colours: ["Turquoise", "Lapis", "Ivory"],
    choice: coverage,
    drawn: { form: "panel", motif: "rhombus" },
  },
];
