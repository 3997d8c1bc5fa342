// Brass and copper, written by hand.
import { choice, type Draft } from "../draft.ts";

export const brass: readonly Draft[] = [
  {
    name: "Place Seffarine Tray",
    subtitle: "A round tray, engraved from rim to centre",
    story:
      "The square of the coppersmiths in Fes can be heard before it is seen. Si Mohammed engraves with a chisel and a small hammer, turning the tray with his foot, and finishes the rosette where he began without having measured.\n\nOn a stand it is a table; on a wall, a moon.",
    materials: "Solid brass, hand engraved",
    made: { place: "Fes, Morocco", material: "Brass", care: "brass" },
    facts: { size: [500, 500, 25], grams: 2600, euros: 146 },
    colours: ["Brass", "Silver", "Copper"],
    choice: choice("Diameter", ["40 cm", 0.75], ["50 cm", 1], ["70 cm", 1.9]),
    drawn: { form: "round", motif: "rosette12" },
    states: ["featured"],
  },
  {
    name: "Scalloped Tea Tray",
    subtitle: "Petalled edge, room for six glasses",
    story:
      "The rim is beaten over a stake into sixteen petals, so it is stiff where it ought to be and thin where it can be. In the middle, left plain, a space for the pot.\n\nIt rings for a long time if you tap it. Children know that.",
    materials: "Brass, hammered and engraved",
    made: { place: "Marrakech, Morocco", material: "Brass", care: "brass" },
    facts: { size: [380, 380, 30], grams: 1400, euros: 84 },
    colours: ["Brass", "Copper"],
    drawn: { form: "scalloped", motif: "petals" },
    states: ["new"],
  },
  {
    name: "Bidri Night Tray",
    subtitle: "Black metal with a silver garden",
    story:
      "Bidri is a zinc alloy, inlaid with silver and then blackened with earth from inside one particular fort; the silver does not take the black. Nobody has quite explained the earth.\n\nA small oval for keys, or for a single cup carried to bed.",
    materials: "Zinc and copper alloy, silver inlay",
    made: { place: "Bidar, India", material: "Bidri", care: "silver" },
    facts: { size: [280, 190, 15], grams: 820, euros: 132 },
    colours: ["Black", "Silver"],
    drawn: { form: "oval", motif: "garden" },
    states: ["few"],
  },
  {
    name: "Nizwa Coffee Pot",
    subtitle: "The dallah, with its long curved beak",
    story:
      "A dallah is never quite empty, and never polished on the day of a wedding, since it should look used. The beak is stuffed with palm fibre to keep the cardamom back.\n\nPoured from the left hand into a cup held in the right, a finger deep, again and again.",
    materials: "Brass, tinned inside",
    made: { place: "Nizwa, Oman", material: "Brass", care: "brass" },
    facts: { size: [260, 150, 300], grams: 1500, euros: 118 },
    colours: ["Brass", "Copper", "Silver"],
    choice: choice("Size", ["Small, 0.6 l", 0.8], ["Large, 1.2 l", 1]),
    drawn: { form: "dallah", motif: "bands" },
    states: ["featured"],
  },
  {
    name: "Gaziantep Cezve",
    subtitle: "Hammered copper for two small coffees",
    story:
      "Copper for the even heat, tin inside for safety, a brass handle long enough to stand back from the foam. The hammer marks are not for looks: they harden the metal.\n\nTake it off the flame three times. You will know when.",
    materials: "Hammered copper, tinned; brass handle",
    made: { place: "Gaziantep, Turkey", material: "Copper", care: "brass" },
    facts: { size: [190, 85, 90], grams: 340, euros: 39 },
    colours: ["Copper", "Brass"],
    choice: choice("Size", ["Two cups", 1], ["Four cups", 1.35]),
    drawn: { form: "cezve", motif: "hammered" },
  },
  {
    name: "Pharmacist's Mortar",
    subtitle: "Heavy bronze, rings like a bell",
    story:
      "When the pharmacist pounded in time with the baker's hammer across the street, people danced; so it is said, in more than one town. It weighs as much as a cat and stays where it is put.\n\nFor cardamom, mastic, and settling arguments about pre-ground pepper.",
    materials: "Cast bronze",
    made: { place: "Isfahan, Iran", material: "Bronze", care: "brass" },
    facts: { size: [120, 120, 130], grams: 3100, euros: 92 },
    colours: ["Brass", "Walnut"],
    drawn: { form: "mortar", motif: "rings" },
  },
  {
    name: "Moradabad Fruit Bowl",
    subtitle: "Raised from one sheet, planished all over",
    story:
      "A flat disc, a hollowed log, and about four thousand blows. Planishing evens them out until light slides around the bowl like water.\n\nLemons look better in it than anywhere else in the kitchen.",
    materials: "Brass, lacquered inside",
    made: { place: "Moradabad, India", material: "Brass", care: "brass" },
    facts: { size: [300, 300, 100], grams: 1200, euros: 68 },
    colours: ["Brass", "Copper", "Charcoal"],
    drawn: { form: "bowl", motif: "hammered" },
    states: ["sale"],
  },
  {
    name: "Cairo Octagon Tray",
    subtitle: "Eight sides, eight stars, one sharp corner",
    story:
      "Designed after a Mamluk door: one large star that throws its lines outwards until they meet the edge. The edge is folded twice, so it does not cut.\n\nFits our octagonal table to the millimetre, and other tables nearly.",
    materials: "Brass with copper and silver wire",
    made: { place: "Cairo, Egypt", material: "Brass", care: "brass" },
    facts: { size: [420, 420, 20], grams: 1900, euros: 158 },
    colours: ["Brass", "Black"],
    drawn: { form: "octagon", motif: "star8" },
  },
  {
    name: "Hammam Bowl",
    subtitle: "A shallow bowl with a boss for your thumb",
    story:
      "The raised centre is a handle for a wet hand: thumb on top, fingers under, pour over the head. Brides were given one wrapped in a towel.\n\nAway from the bath it holds rings, olives or a floating flower.",
    materials: "Tinned copper, engraved",
    made: { place: "Bursa, Turkey", material: "Copper", care: "brass" },
    facts: { size: [200, 200, 55], grams: 420, euros: 48 },
    colours: ["Silver", "Copper"],
    drawn: { form: "round", motif: "boss" },
  },
  {
    name: "Damascus Candle Pair",
    subtitle: "Two turned candlesticks, unequal on purpose",
    story:
      "One is a thumb higher than the other, so the flames never stand in line. Turned on a foot lathe, with a drip pan engraved where only you will see it.\n\nThey take an ordinary candle and a draught.",
    materials: "Turned brass",
    made: { place: "Damascus, Syria", material: "Brass", care: "brass" },
    facts: { size: [110, 110, 260], grams: 1350, euros: 89 },
    colours: ["Brass", "Black"],
    drawn: { form: "candlesticks", motif: "turned" },
    states: ["none"],
  },
];
