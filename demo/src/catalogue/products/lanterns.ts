// Lanterns and lamps, written by hand.
import { choice, type Draft } from "../draft.ts";

const heights = choice("Height", ["28 cm", 1], ["42 cm", 1.55]);

export const lanterns: readonly Draft[] = [
  {
    name: "Khan el-Khalili Dome Lantern",
    subtitle: "Pierced brass that writes on the walls",
    story:
      "By day it is a brass pear. Light it, and the ceiling fills with small moving stars, because every hole was punched by hand and none is quite in line.\n\nHassan's shop is three metres wide and his hammer is audible from the corner. He does the drawing with a compass and the rest without looking.",
    materials: "Hand-pierced brass, E14 fitting",
    made: { place: "Cairo, Egypt", material: "Brass", care: "lantern" },
    facts: { size: [240, 240, 420], grams: 1900, euros: 128 },
    colours: ["Brass", "Black", "Copper"],
    choice: heights,
    drawn: { form: "dome", motif: "stars" },
    states: ["featured"],
  },
  {
    name: "Fanous Ramadan Lantern",
    subtitle: "Tin and coloured glass for a festive month",
    story:
      "Children in Cairo have swung fanous through the streets since the tenth century, or so every seller will tell you. Ours has six panes, a door that closes properly, and a ring made for a small hand.\n\nIt takes a tea light or the LED that comes with it.",
    materials: "Tinned steel, stained glass",
    made: { place: "Cairo, Egypt", material: "Tin and glass", care: "candle" },
    facts: { size: [160, 160, 330], grams: 780, euros: 42 },
    colours: ["Pomegranate", "Turquoise", "Saffron"],
    choice: heights,
    drawn: { form: "hex", motif: "panes" },
  },
  {
    name: "Marrakech Star Pendant",
    subtitle: "A twelve-pointed star for a stairwell",
    story:
      "Made from triangles of glass, leaded one to the next, until they close into a star. It is a patient job; there are sixty of them.\n\nHang it where it can be seen from above as well as from below.",
    materials: "Frosted glass, brass leading, E27 fitting",
    made: { place: "Marrakech, Morocco", material: "Glass and brass", care: "lantern" },
    facts: { size: [400, 400, 400], grams: 2100, euros: 145 },
    colours: ["Ivory", "Amber"],
    drawn: { form: "star", motif: "glass" },
    states: ["new"],
  },
  {
    name: "Grand Bazaar Mosaic Lamp",
    subtitle: "A globe of cut glass on a brass swan neck",
    story:
      "There is a bench at the back of the bazaar where four people do nothing but set glass: a bead in the centre, a ring of petals, and outwards until the globe is covered. Each has a habit you can spot once you know.\n\nThis one keeps to two colours and is the better for it.",
    materials: "Glass mosaic on a blown globe, brass foot, E14",
    made: { place: "Istanbul, Turkey", material: "Glass and brass", care: "lantern" },
    facts: { size: [180, 160, 380], grams: 1300, euros: 79 },
    colours: ["Cobalt", "Amber", "Emerald"],
    drawn: { form: "mosaic", motif: "rings" },
    states: ["sale"],
  },
  {
    name: "Essaouira Goatskin Lamp",
    subtitle: "A soft tall glow on an iron frame",
    story:
      "Wet goatskin is stretched over a frame of iron and left in the sea wind, where it dries as tight as a drum. Henna patterns are drawn on afterwards by Khadija, who also does weddings.\n\nThe light is the colour of tea with milk. Good in the corner where the good chair is.",
    materials: "Goatskin, wrought iron, E27 fitting",
    made: { place: "Essaouira, Morocco", material: "Goatskin", care: "lantern" },
    facts: { size: [220, 220, 700], grams: 2200, euros: 96 },
    colours: ["Natural", "Saffron", "Pomegranate"],
    drawn: { form: "skin", motif: "henna" },
  },
  {
    name: "Sefrou Patio Lantern",
    subtitle: "Plain iron and clear glass, made to stay outside",
    story:
      "No pattern, no colour, four panes and a chimney. The blacksmith in Sefrou who makes it usually does window grilles, and the lantern has the same straight back.\n\nPowder coated, so rain is welcome. One thick candle burns for three evenings.",
    materials: "Powder-coated iron, clear glass",
    made: { place: "Sefrou, Morocco", material: "Iron", care: "candle" },
    facts: { size: [190, 190, 450], grams: 2700, euros: 74 },
    colours: ["Black", "Chalk"],
    choice: heights,
    drawn: { form: "box", motif: "clear" },
  },
  {
    name: "Muttrah Harbour Lantern",
    subtitle: "After the lamps that hung on dhows",
    story:
      "A dhow carried one lamp at the stern, caged against knocks. We found an old one in Muttrah with its glass unbroken, and a coppersmith there agreed to make it again.\n\nThe handle stays upright when you let go of it, which took him three tries.",
    materials: "Copper, brass and ribbed glass",
    made: { place: "Muttrah, Oman", material: "Copper", care: "candle" },
    facts: { size: [150, 150, 300], grams: 1150, euros: 88 },
    colours: ["Copper", "Brass"],
    drawn: { form: "harbour", motif: "ribbed" },
    states: ["few"],
  },
  {
    name: "Old Aleppo Ceiling Lamp",
    subtitle: "Three chains and a wide pierced bowl",
    story:
      "It hung in the middle of the hammam's cold room, over the fountain, and threw its pattern on wet stone. Elias Haddad keeps the drawing and makes it now in Mersin, where he and his tools arrived in 2014.\n\nThe bowl opens downwards, so it lights a table well.",
    materials: "Pierced and chased brass, E27 fitting",
    made: { place: "Aleppo tradition, Syria", material: "Brass", care: "lantern" },
    facts: { size: [420, 420, 260], grams: 2800, euros: 210 },
    colours: ["Brass", "Black"],
    drawn: { form: "bowlpendant", motif: "rosette" },
  },
  {
    name: "Jodhpur Glass Votive",
    subtitle: "A cupped flame in ribbed colour",
    story:
      "Six on a window sill do more for a room than one large lamp. The ribs are pressed in a wooden mould that has begun to char, so the lines get softer each month.\n\nSold singly and in fours.",
    materials: "Mould-blown soda glass",
    made: { place: "Jodhpur, India", material: "Glass", care: "candle" },
    facts: { size: [75, 75, 85], grams: 190, euros: 14 },
    colours: ["Amber", "Rose", "Sea", "Plum"],
    choice: choice("Set", ["Single", 1], ["Set of four", 3.5]),
    drawn: { form: "votive", motif: "ribbed" },
  },
  {
    name: "Tunis Birdcage Lamp",
    subtitle: "White wire, blue base, a room with a view",
    story:
      "The birdcages of Sidi Bou Said have domes like the houses, and for a long time nobody has kept birds in them. Bent and soldered by Monsieur Gharbi, who fitted a bulb instead and has not looked back.\n\nThe shadow it casts is half the lamp.",
    materials: "Lacquered steel wire, beech, E27 fitting",
    made: { place: "Sidi Bou Said, Tunisia", material: "Steel wire", care: "lantern" },
    facts: { size: [260, 260, 480], grams: 1600, euros: 112 },
    colours: ["Chalk", "Cobalt"],
    drawn: { form: "cage", motif: "wire" },
    states: ["new"],
  },
  {
    name: "Safran Paper Lantern",
    subtitle: "Handmade paper over cane ribs",
    story:
      "The paper is made from mulberry bark in a mill near Samarkand where the hammers are driven by the river. It has fibres in it as long as a finger, and they only show when the lamp is lit.\n\nFolds flat, weighs nothing, and survives moves.",
    materials: "Mulberry paper, cane, E27 cord set",
    made: { place: "Samarkand, Uzbekistan", material: "Paper", care: "lantern" },
    facts: { size: [380, 380, 360], grams: 420, euros: 58 },
    colours: ["Ivory", "Saffron", "Clay"],
    drawn: { form: "paper", motif: "ribs" },
  },
  {
    name: "Moradabad Table Lamp",
    subtitle: "An engraved brass vase with a linen shade",
    story:
      "Moradabad engraves anything made of brass that stands still. Here a lotus climbs the base and stops where the shade begins.\n\nThe shade is plain linen with a rolled edge, the flex is cloth, and the switch is in the place where your hand looks for it.",
    materials: "Engraved brass, linen shade, E27 fitting",
    made: { place: "Moradabad, India", material: "Brass", care: "lantern" },
    facts: { size: [320, 320, 540], grams: 2400, euros: 138 },
    colours: ["Brass", "Charcoal"],
    drawn: { form: "tablelamp", motif: "lotus" },
  },
  {
    name: "Luxor Alabaster Lamp",
    subtitle: "A cylinder of stone that lights from inside",
    story:
      "You would not think that stone lets light through until you see it. The veins in each piece of alabaster are a map of an evaporated sea, and at night they turn to honey.\n\nTurned to the thickness of a pencil, no thinner, because it is going to be lived with.",
    materials: "Turned alabaster, brass ring, E14 fitting",
    made: { place: "Luxor, Egypt", material: "Alabaster", care: "lantern" },
    facts: { size: [140, 140, 240], grams: 2900, euros: 118 },
    colours: ["Ivory", "Honey"],
    drawn: { form: "cylinder", motif: "veins" },
  },
  {
    name: "Tiznit Onion Lantern",
    subtitle: "Filigree wire around a glass onion",
    story:
      "A shape between an onion and a drop of water, wrapped in twisted wire by a silversmith who wanted to work on something larger than an earring.\n\nIt hangs or stands. Standing, it looks like it is about to say something.",
    materials: "Nickel-plated brass wire, blown glass",
    made: { place: "Tiznit, Morocco", material: "Brass and glass", care: "candle" },
    facts: { size: [210, 210, 340], grams: 1100, euros: 92 },
    colours: ["Silver", "Brass"],
    choice: heights,
    drawn: { form: "onion", motif: "filigree" },
    states: ["none"],
  },
];
