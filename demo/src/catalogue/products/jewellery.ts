// Jewellery, written by hand.
import { choice, type Draft } from "../draft.ts";

const ringSizes = choice("Ring size", ["52", 1], ["54", 1], ["56", 1]);

export const jewellery: readonly Draft[] = [
  {
    name: "Mutrah Filigree Earrings",
    subtitle: "Silver wire, twisted, flattened and coiled",
    story:
      "Two wires finer than hair are twisted together, rolled flat, and bent into scrolls that are held in place with nothing but borax and breath. Then the torch, for a second.\n\nLight enough to forget. Somebody will mention them.",
    materials: "Sterling silver",
    made: { place: "Muttrah, Oman", material: "Silver", care: "silver" },
    facts: { size: [42, 20, 4], grams: 7, euros: 68 },
    colours: ["Silver", "Gold"],
    drawn: { form: "earrings", motif: "filigree" },
    states: ["featured"],
  },
  {
    name: "Tiznit Amber Necklace",
    subtitle: "Resin beads between hammered silver",
    story:
      "In the Anti-Atlas a necklace was a bank: beads were added in good years and sold in bad ones. We have kept the generous size and left off the savings.\n\nThe beads are resin of the old sort, warm when you put them on.",
    materials: "Copal resin, silver, waxed cotton",
    made: { place: "Tiznit, Morocco", material: "Resin and silver", care: "beads" },
    facts: { size: [480, 22, 22], grams: 96, euros: 124 },
    colours: ["Amber", "Coral", "Turquoise"],
    drawn: { form: "necklace", motif: "large" },
    states: ["few"],
  },
  {
    name: "Nishapur Turquoise Ring",
    subtitle: "One stone, no argument",
    story:
      "Turquoise from Nishapur is the blue that others are compared with. The cutter leaves a web of brown where the stone had one and sets it low, so it does not catch on pockets.\n\nEach differs. Tell us whether you prefer a clean blue or some matrix.",
    materials: "Sterling silver, natural turquoise",
    made: { place: "Nishapur, Iran", material: "Silver and turquoise", care: "silver" },
    facts: { size: [22, 18, 24], grams: 8, euros: 112 },
    colours: ["Turquoise", "Carnelian"],
    choice: ringSizes,
    drawn: { form: "ring", motif: "cabochon" },
  },
  {
    name: "Siwa Moon Cuff",
    subtitle: "A broad silver cuff with a cut crescent",
    story:
      "The women of Siwa wore cuffs in pairs, engraved with fish for plenty. There was one silversmith in the oasis; his grandson uses the same punches and the same bad stool.\n\nOpen at the back, so it can be squeezed to fit.",
    materials: "Silver 800, engraved",
    made: { place: "Siwa Oasis, Egypt", material: "Silver", care: "silver" },
    facts: { size: [62, 50, 45], grams: 54, euros: 186 },
    colours: ["Silver", "Brass"],
    drawn: { form: "cuff", motif: "crescent" },
  },
  {
    name: "Jaipur Enamel Pendant",
    subtitle: "A drop of meenakari on a fine chain",
    story:
      "The back is enamelled more richly than the front, because it is the side that touches the heart; or because the enameller was enjoying himself. Three fires, one for each colour.\n\nThe chain is long enough to hide it.",
    materials: "Gold-plated silver, enamel",
    made: { place: "Jaipur, India", material: "Silver and enamel", care: "silver" },
    facts: { size: [32, 20, 4], grams: 9, euros: 94 },
    colours: ["Emerald", "Pomegranate", "Lapis"],
    drawn: { form: "pendant", motif: "enamel" },
    states: ["new"],
  },
  {
    name: "Khan Glass Bead Strand",
    subtitle: "Sixty small beads, each wound by hand",
    story:
      "A rod of glass, a flame, a turning wire: a bead takes a minute and the colours go on in dots. The stringer sorts by ear, tipping them from palm to palm to hear which ones are cracked.\n\nWear it doubled on the wrist or once at the neck.",
    materials: "Lamp-worked glass, silk thread",
    made: { place: "Cairo, Egypt", material: "Glass", care: "beads" },
    facts: { size: [440, 9, 9], grams: 38, euros: 36 },
    colours: ["Cobalt", "Saffron", "Olive"],
    drawn: { form: "necklace", motif: "small" },
    states: ["sale"],
  },
  {
    name: "Hand of the Potter Charm",
    subtitle: "A small brass hand on a red cord",
    story:
      "The hand wards off the evil eye in every language around this sea. Ours is cast from one that hung on a potter's door for a hundred years and has gone smooth at the fingertips.\n\nFor keys, a pram, or a wrist.",
    materials: "Cast brass, silk cord",
    made: { place: "Nabeul, Tunisia", material: "Brass", care: "beads" },
    facts: { size: [30, 24, 3], grams: 11, euros: 19 },
    colours: ["Brass", "Silver"],
    drawn: { form: "pendant", motif: "hand" },
  },
  {
    name: "Trabzon Woven Bracelet",
    subtitle: "Silver wire plaited like hair",
    story:
      "Kazaziye, say the women of Trabzon: silk is covered with silver thread, then plaited without any tool but fingers. It bends like cord and shines like a fish.\n\nFastens with a bead and a loop, which you can do with one hand.",
    materials: "Fine silver 999 over silk",
    made: { place: "Trabzon, Turkey", material: "Silver", care: "silver" },
    facts: { size: [180, 8, 8], grams: 22, euros: 138 },
    colours: ["Silver", "Gold"],
    drawn: { form: "bracelet", motif: "plait" },
  },
  {
    name: "Carnelian Signet",
    subtitle: "An engraved seal for a small finger",
    story:
      "Seals were cut in carnelian because wax does not stick to it. Yusuf engraves a pomegranate, a bird or a star; tell us which, or leave it to him.\n\nThe setting is plain so that the red does the talking.",
    materials: "Silver, carnelian",
    made: { place: "Khambhat, India", material: "Silver and carnelian", care: "silver" },
    facts: { size: [20, 16, 24], grams: 9, euros: 98 },
    colours: ["Carnelian", "Onyx", "Lapis"],
    choice: ringSizes,
    drawn: { form: "ring", motif: "signet" },
    states: ["new"],
  },
  {
    name: "Bukhara Tassel Earrings",
    subtitle: "Silk tassels from the ikat looms' last inches",
    story:
      "When a length of ikat is cut from the loom a hand's width of warp remains, already dyed. Zarina knots it under a silver cap and calls it lunch money.\n\nThey move when you talk.",
    materials: "Silk, silver-plated brass",
    made: { place: "Bukhara, Uzbekistan", material: "Silk and brass", care: "beads" },
    facts: { size: [90, 14, 14], grams: 6, euros: 32 },
    colours: ["Plum", "Emerald", "Saffron"],
    drawn: { form: "earrings", motif: "tassel" },
  },
  {
    name: "Nizwa Coin Choker",
    subtitle: "Small discs that ring quietly",
    story:
      "Bedouin silver keeps time with whoever wears it. Twenty-one discs, each struck with a star on one side and left plain on the other.\n\nAn inch of chain at the back lets it sit high or low.",
    materials: "Silver-plated brass, cotton",
    made: { place: "Nizwa, Oman", material: "Brass", care: "silver" },
    facts: { size: [360, 16, 3], grams: 48, euros: 74 },
    colours: ["Silver", "Gold"],
    drawn: { form: "choker", motif: "coins" },
  },
  {
    name: "Fibula Brooch",
    subtitle: "A triangle and a ring, to hold a shawl",
    story:
      "The tizerzaï held a woman's whole dress, one at each shoulder. This is a single one, at a size for a coat, and it still works by gravity: pin through cloth, ring a quarter turn.\n\nThe enamel is the yellow and green of the Anti-Atlas.",
    materials: "Silver 800, enamel",
    made: { place: "Tiznit, Morocco", material: "Silver", care: "silver" },
    facts: { size: [95, 52, 6], grams: 31, euros: 118 },
    colours: ["Silver", "Saffron"],
    drawn: { form: "brooch", motif: "triangle" },
  },
  {
    name: "Olive Leaf Hair Pin",
    subtitle: "Two leaves in hammered brass",
    story:
      "Cut from sheet, hammered over a stump, bent at the end of the day when the hands are warm. It holds more hair than you would expect.\n\nOr a napkin, or the page.",
    materials: "Brass",
    made: { place: "Moradabad, India", material: "Brass", care: "brass" },
    facts: { size: [130, 28, 6], grams: 14, euros: 21 },
    colours: ["Brass", "Copper"],
    drawn: { form: "hairpin", motif: "leaf" },
  },
  {
    name: "Pearl Diver Bracelet",
    subtitle: "River pearls on knotted silk",
    story:
      "Before oil, the Gulf dived. The pearls here are river pearls and nobody held their breath for them, but they are strung in the old way, a knot behind each, so that if it breaks you lose only one.\n\nIrregular, like good teeth.",
    materials: "Freshwater pearls, silk, silver clasp",
    made: { place: "Sur, Oman", material: "Pearl", care: "beads" },
    facts: { size: [185, 8, 8], grams: 16, euros: 82 },
    colours: ["Pearl", "Rose"],
    drawn: { form: "bracelet", motif: "pearls" },
  },
  {
    name: "Damascus Inlay Bangle",
    subtitle: "Silver lines hammered into dark steel",
    story:
      "Grooves are cut with a chisel no wider than a hair, and silver wire is hammered in until it holds by itself. No glue, no solder. The pattern is a vine, and it meets itself behind the wrist.\n\nOil it once a year with whatever you have in the kitchen.",
    materials: "Blackened steel, silver inlay",
    made: { place: "Damascus, Syria", material: "Steel and silver", care: "silver" },
    facts: { size: [66, 66, 9], grams: 42, euros: 146 },
    colours: ["Black", "Brass"],
    drawn: { form: "bangle", motif: "vine" },
    states: ["none"],
  },
];
