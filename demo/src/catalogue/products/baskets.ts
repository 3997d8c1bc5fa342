// Baskets, written by hand.
import { choice, type Draft } from "../draft.ts";

const sizes = choice("Size", ["Small", 1], ["Large", 1.5]);

export const baskets: readonly Draft[] = [
  {
    name: "Souk Day Basket",
    subtitle: "The market basket we are named for",
    story:
      "Palm leaf, plaited into a long ribbon and then sewn round and round into a basket: three metres of ribbon for a small one, seven for a large. The handles go right under the base, so the leeks can weigh what they like.\n\nIt creaks for the first month.",
    materials: "Doum palm leaf, leather handles",
    made: { place: "Essaouira, Morocco", material: "Palm leaf", care: "basket" },
    facts: { size: [420, 240, 300], grams: 720, euros: 36 },
    colours: ["Natural", "Black", "Saffron"],
    choice: sizes,
    drawn: { form: "tote", motif: "plain" },
    states: ["featured"],
  },
  {
    name: "Bread Basket from Aswan",
    subtitle: "A shallow coil with a sunburst",
    story:
      "Nubian women hang these on the walls outside, and take one down when bread comes out of the oven. The dyed strips are laid over the coil, never under, so the inside stays pale and clean.\n\nEqually good on your wall.",
    materials: "Date-palm fibre, halfa grass, natural dye",
    made: { place: "Aswan, Egypt", material: "Palm fibre", care: "basket" },
    facts: { size: [340, 340, 50], grams: 310, euros: 28 },
    colours: ["Madder", "Indigo", "Saffron"],
    choice: sizes,
    drawn: { form: "disc", motif: "sunburst" },
    states: ["new"],
  },
  {
    name: "Batinah Lidded Basket",
    subtitle: "A pointed hat for keeping bread warm",
    story:
      "The lid looks like a hat and is sometimes used as one. It was made to keep bread soft over the whole of a long meal, and does so with nothing but air and straw.\n\nThe diamonds are leather, cut with scissors and stitched down as the coil goes by.",
    materials: "Coiled grass, goat leather, cotton thread",
    made: { place: "Al Batinah, Oman", material: "Grass", care: "basket" },
    facts: { size: [320, 320, 330], grams: 640, euros: 62 },
    colours: ["Natural", "Pomegranate"],
    drawn: { form: "pointed", motif: "diamonds" },
  },
  {
    name: "Nefta Laundry Hamper",
    subtitle: "Tall, light and taller than the washing",
    story:
      "Made from the ribs of palm fronds that are cut back each winter anyway. A frond gives twelve ribs, a hamper needs ninety, and Salah ties them off with leaf while they are still green enough to bend.\n\nThe cotton lining comes out and goes in with the rest.",
    materials: "Palm rib, palm leaf, cotton lining",
    made: { place: "Nefta, Tunisia", material: "Palm rib", care: "basket" },
    facts: { size: [400, 400, 580], grams: 2100, euros: 88 },
    colours: ["Natural", "Walnut"],
    drawn: { form: "hamper", motif: "ribs" },
  },
  {
    name: "Zigzag Storage Basket",
    subtitle: "A firm round basket for wool, toys or logs",
    story:
      "Someone always asks whether it will hold logs. It will, though the zigzag is really too good for bark.\n\nThick coils of halfa, bound so tightly that it stands up empty. The handles are loops of the same coil, so they cannot come off.",
    materials: "Halfa grass, dyed wool binding",
    made: { place: "Azilal, Morocco", material: "Grass and wool", care: "basket" },
    facts: { size: [380, 380, 300], grams: 1400, euros: 58 },
    colours: ["Terracotta", "Indigo", "Olive"],
    choice: sizes,
    drawn: { form: "drum", motif: "zigzag" },
    states: ["sale"],
  },
  {
    name: "Bursa Garden Trug",
    subtitle: "Split chestnut and willow for the plot",
    story:
      "The shape is from the orchards outside town, where it carries figs in one direction and snails in the other. Wide, flat, with a hoop handle you can hang on a branch.\n\nHose it down when it is muddy. It will outlive the spade.",
    materials: "Split chestnut, peeled willow",
    made: { place: "Bursa, Turkey", material: "Willow", care: "basket" },
    facts: { size: [460, 300, 280], grams: 980, euros: 49 },
    colours: ["Honey", "Walnut"],
    drawn: { form: "trug", motif: "willow" },
  },
  {
    name: "Palm Plant Basket",
    subtitle: "Hides a plastic pot and asks for nothing",
    story:
      "Every plant we own came in an ugly pot, and this is the answer. Soft sides, a rolled rim, and a lining that lets you forget about drips for a day or two.\n\nFold the rim down for a short plant, up for a tall one.",
    materials: "Palm leaf, waxed cotton lining",
    made: { place: "Marrakech, Morocco", material: "Palm leaf", care: "basket" },
    facts: { size: [260, 260, 260], grams: 420, euros: 26 },
    colours: ["Natural", "Chalk", "Black"],
    choice: sizes,
    drawn: { form: "planter", motif: "dipped" },
  },
  {
    name: "Fatna Coil Bowl",
    subtitle: "Fine grass, tight pattern, nearly watertight",
    story:
      "So fine that it looks turned on a lathe. The coil is the thickness of a matchstick and each stitch pierces the one below, and it takes Fatna about as long as a novel.\n\nNuts, keys, or nothing at all.",
    materials: "Fine grass, dyed raffia",
    made: { place: "Siwa Oasis, Egypt", material: "Grass", care: "basket" },
    facts: { size: [220, 220, 100], grams: 240, euros: 44 },
    colours: ["Plum", "Turquoise", "Rust"],
    drawn: { form: "bowl", motif: "steps" },
  },
  {
    name: "Date Tray",
    subtitle: "A long oval for dates, post or breakfast",
    story:
      "When dates are ripe they are laid out on trays like this and carried to the roof. Ours has a raised edge with two gaps for fingers.\n\nIt has been seen carrying a teapot, four glasses and a letter from the bank.",
    materials: "Date-palm leaf on a bent rib",
    made: { place: "Nizwa, Oman", material: "Palm leaf", care: "basket" },
    facts: { size: [480, 320, 60], grams: 520, euros: 34 },
    colours: ["Natural", "Rust"],
    drawn: { form: "oval", motif: "plaited" },
  },
  {
    name: "Termez Reed Shopper",
    subtitle: "Square, upright, and good on a bicycle",
    story:
      "River reed is split, softened and woven flat like a chair seat, so the basket has corners and stays upright on the back of a bicycle. The check comes from turning every other reed to its darker side.\n\nNo dye at all. It fades to straw and stays there.",
    materials: "River reed, cotton strap",
    made: { place: "Termez, Uzbekistan", material: "Reed", care: "basket" },
    facts: { size: [360, 200, 340], grams: 610, euros: 42 },
    colours: ["Natural", "Olive"],
    drawn: { form: "shopper", motif: "check" },
    states: ["new"],
  },
  {
    name: "Medenine Grain Basket",
    subtitle: "Broad shoulders, a narrow neck, black bands",
    story:
      "In the storehouses of the south grain was kept in baskets the height of a child. This is the small one, for flour, onions or umbrellas.\n\nThe black bands are goat hair, twisted in while the halfa is damp. They hold the shoulder in place, and look well doing so.",
    materials: "Halfa grass, goat hair",
    made: { place: "Medenine, Tunisia", material: "Grass", care: "basket" },
    facts: { size: [340, 340, 420], grams: 1300, euros: 66 },
    colours: ["Natural", "Madder"],
    drawn: { form: "urn", motif: "bands" },
    states: ["few"],
  },
  {
    name: "Assam Cane Picnic Basket",
    subtitle: "Two lids, one handle, room for a melon",
    story:
      "Cane is patient. It may be soaked, bent, tied, and left in a shed for a summer, and it comes out the shape you asked for. The two lids open from the middle, so nothing slides out when you reach for the bread.\n\nInside are loops for three glasses.",
    materials: "Cane and split bamboo, brass pins",
    made: { place: "Sivasagar, India", material: "Cane", care: "basket" },
    facts: { size: [440, 300, 260], grams: 1700, euros: 94 },
    colours: ["Honey", "Walnut"],
    drawn: { form: "picnic", motif: "cane" },
  },
];
