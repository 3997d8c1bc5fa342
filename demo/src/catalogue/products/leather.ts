// Leather goods, written by hand.
import { choice, type Draft } from "../draft.ts";

const slipperSizes = choice("Size", ["37–38", 1], ["39–40", 1], ["41–42", 1]);

export const leather: readonly Draft[] = [
  {
    name: "Fes Babouches",
    subtitle: "House slippers with a folded heel",
    story:
      "Goat leather from the tanneries you may have seen from above, holding a sprig of mint. Sewn inside out and turned like a sock, so there is no seam where a foot could find it.\n\nHeel down for the house, up for the letter box.",
    materials: "Goat leather, suede sole",
    made: { place: "Fes, Morocco", material: "Goat leather", care: "suedeSole" },
    facts: { size: [270, 95, 60], grams: 320, euros: 42 },
    colours: ["Saffron", "Natural", "Pomegranate"],
    choice: slipperSizes,
    drawn: { form: "babouche", motif: "pointed" },
    states: ["featured"],
  },
  {
    name: "Marrakech Pouf",
    subtitle: "Eight panels and a stitched star",
    story:
      "Arrives flat in a bag. Stuff it with last winter's blankets and you have a seat, a footstool, and somewhere to keep last winter's blankets.\n\nThe star on top is silk thread, sewn from the centre out by Rachid, who does not mark it first.",
    materials: "Goat leather, silk embroidery, cotton lining",
    made: { place: "Marrakech, Morocco", material: "Goat leather", care: "leather" },
    facts: { size: [500, 500, 320], grams: 1500, euros: 98 },
    colours: ["Cognac", "Chalk", "Ink"],
    drawn: { form: "pouf", motif: "star" },
    states: ["featured"],
  },
  {
    name: "Tanner's Satchel",
    subtitle: "A4, one buckle, decades",
    story:
      "Cut from a single shoulder, with the flap in one piece. There is a pocket for a pen, a pocket for a passport and no pocket for a phone, since it always ends up in your hand.\n\nVegetable tanned with mimosa bark: pale at first, then you.",
    materials: "Vegetable-tanned cow leather, brass buckle",
    made: { place: "Fes, Morocco", material: "Cow leather", care: "leather" },
    facts: { size: [360, 90, 270], grams: 1300, euros: 168 },
    colours: ["Cognac", "Walnut", "Black"],
    drawn: { form: "satchel", motif: "buckle" },
  },
  {
    name: "Bou Inania Tote",
    subtitle: "An open bag for market and manuscripts",
    story:
      "Two sides, a base, two handles. The base is double so that it stands, and the handles are long enough for a coat in January.\n\nStamped at the corner with the one tool the maker owned when he started.",
    materials: "Vegetable-tanned leather, unlined",
    made: { place: "Fes, Morocco", material: "Cow leather", care: "leather" },
    facts: { size: [400, 130, 340], grams: 980, euros: 142 },
    colours: ["Honey", "Olive", "Plum"],
    drawn: { form: "tote", motif: "stamp" },
    states: ["new"],
  },
  {
    name: "Kayseri Card Wallet",
    subtitle: "Four cards, two notes, no bulk",
    story:
      "Folded from one piece like a letter, with six stitches where it matters. Leather offcuts from the shoe trade, so the colour of the inside is a surprise to us too.\n\nIt slides into a shirt pocket and stays thin.",
    materials: "Calf leather, waxed thread",
    made: { place: "Kayseri, Turkey", material: "Calf leather", care: "leather" },
    facts: { size: [105, 75, 8], grams: 42, euros: 34 },
    colours: ["Cognac", "Indigo", "Black"],
    drawn: { form: "wallet", motif: "fold" },
  },
  {
    name: "Saddler's Belt",
    subtitle: "One thick strap, a cast brass buckle",
    story:
      "Harness leather, three and a half millimetres, edges burnished with a bone. Mr Özdemir makes horse tack and considers belts to be a rest.\n\nFive holes, evenly spaced. We will gladly punch a sixth.",
    materials: "Harness leather, cast brass",
    made: { place: "Konya, Turkey", material: "Harness leather", care: "leather" },
    facts: { size: [1050, 35, 4], grams: 260, euros: 58 },
    colours: ["Walnut", "Black", "Honey"],
    choice: choice("Length", ["85 cm", 1], ["95 cm", 1], ["105 cm", 1]),
    drawn: { form: "belt", motif: "coil" },
  },
  {
    name: "Jodhpur Mojari",
    subtitle: "Embroidered slippers, no left, no right",
    story:
      "Mojari come as a pair of equals: wear them a week and each decides which foot it belongs to. The uppers are embroidered with cotton in a pattern of small suns.\n\nStiff on Monday, gloves by Sunday.",
    materials: "Camel leather, cotton embroidery",
    made: { place: "Jodhpur, India", material: "Camel leather", care: "suedeSole" },
    facts: { size: [270, 90, 60], grams: 380, euros: 54 },
    colours: ["Indigo", "Rust", "Emerald"],
    choice: slipperSizes,
    drawn: { form: "babouche", motif: "embroidered" },
    states: ["sale"],
  },
  {
    name: "Valet Tray",
    subtitle: "Four snaps, and it packs flat",
    story:
      "For the coins, the ring, the watch and the key that you are looking for. Press the corners and it is a tray; undo them, and it goes in a suitcase so that hotel rooms have one too.\n\nSuede inside, so nothing rattles.",
    materials: "Vegetable-tanned leather, suede, brass snaps",
    made: { place: "Tunis, Tunisia", material: "Cow leather", care: "leather" },
    facts: { size: [220, 180, 35], grams: 160, euros: 38 },
    colours: ["Cognac", "Olive", "Indigo"],
    drawn: { form: "tray", motif: "snaps" },
  },
  {
    name: "Embossed Floor Cushion",
    subtitle: "A square pouf with a pressed lattice",
    story:
      "The lattice is pressed with hot brass, one stroke for each line, and the smell of it fills the lane. Low, square, firm.\n\nTwo beside a brass tray make a tea room.",
    materials: "Sheep leather, cotton lining",
    made: { place: "Meknes, Morocco", material: "Sheep leather", care: "leather" },
    facts: { size: [550, 550, 220], grams: 1600, euros: 112 },
    colours: ["Walnut", "Terracotta", "Chalk"],
    drawn: { form: "floorcushion", motif: "lattice" },
  },
  {
    name: "Caravan Weekend Bag",
    subtitle: "Round, soft and longer than the weekend",
    story:
      "Modelled on the camel bags in the museum at Tozeur and shortened to what an overhead locker accepts. Thick straps, one long zip, and feet underneath.\n\nThe lining is striped ticking, since the inside ought to be cheerful.",
    materials: "Oiled cow leather, cotton ticking",
    made: { place: "Tozeur, Tunisia", material: "Cow leather", care: "leather" },
    facts: { size: [520, 260, 280], grams: 1900, euros: 248 },
    colours: ["Cognac", "Black"],
    drawn: { form: "duffel", motif: "straps" },
    states: ["few"],
  },
  {
    name: "Desert Key Fob",
    subtitle: "A plaited leaf on a brass ring",
    story:
      "Four thongs, plaited round like a whip, ending in a leaf. Apprentices make them until their edges are straight, and we take the ones from about week three on.\n\nA good first thing to own in leather.",
    materials: "Goat leather, brass",
    made: { place: "Tozeur, Tunisia", material: "Goat leather", care: "leather" },
    facts: { size: [120, 30, 12], grams: 26, euros: 12 },
    colours: ["Saffron", "Cognac", "Turquoise"],
    drawn: { form: "fob", motif: "plait" },
  },
  {
    name: "Reading Glasses Sleeve",
    subtitle: "Soft outside, softer inside",
    story:
      "Two pieces of goatskin, wet-moulded over a wooden pair of spectacles, and a lip that closes by itself. Saddle stitched, eleven stitches to the inch.\n\nThe stitch count was Grandmother's idea.",
    materials: "Goat leather, lambskin lining",
    made: { place: "Isfahan, Iran", material: "Goat leather", care: "leather" },
    facts: { size: [165, 75, 20], grams: 58, euros: 29 },
    colours: ["Plum", "Honey", "Ink"],
    drawn: { form: "sleeve", motif: "stitch" },
  },
  {
    name: "Falconer's Pouch",
    subtitle: "A belt pouch with a drawstring and a flap",
    story:
      "Falconers carry meat in it. You need not. It hangs from a belt or from its own long strap, opens with one hand, and closes when you let go.\n\nThe tassel has no purpose, and we asked.",
    materials: "Camel leather, plaited cord",
    made: { place: "Ibri, Oman", material: "Camel leather", care: "leather" },
    facts: { size: [190, 60, 220], grams: 340, euros: 76 },
    colours: ["Honey", "Black", "Rust"],
    drawn: { form: "pouch", motif: "tassel" },
    states: ["new"],
  },
];
