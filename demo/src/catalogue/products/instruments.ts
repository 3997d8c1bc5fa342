// Instruments, written by hand.
import { choice, type Draft } from "../draft.ts";

export const instruments: readonly Draft[] = [
  {
    name: "Beginner's Oud",
    subtitle: "Eleven strings, a striped walnut back",
    story:
      "An oud has no frets and therefore no wrong notes, only notes that you did not mean. Ours is built lightly, with a low action that is kind to new fingers, by a luthier who teaches on Saturdays.\n\nComes with a soft case, a risha, and a sheet that says which string is which.",
    materials: "Walnut and maple ribs, spruce top, ebony pegs",
    made: { place: "Cairo, Egypt", material: "Walnut and spruce", care: "instrument" },
    facts: { size: [830, 360, 190], grams: 1100, euros: 390 },
    colours: ["Honey", "Walnut"],
    drawn: { form: "oud", motif: "rose" },
    states: ["featured"],
  },
  {
    name: "Safi Clay Darbuka",
    subtitle: "Goblet drum with a fish-skin head",
    story:
      "Clay gives a darbuka its deep doum, and fish skin the dry tak. It has to be warmed with a hand before playing, like most of us.\n\nGlazed on the outside in bands, so it looks like a pot; tap it, and it is not.",
    materials: "Glazed earthenware, fish skin",
    made: { place: "Safi, Morocco", material: "Earthenware", care: "instrument" },
    facts: { size: [220, 220, 400], grams: 2400, euros: 96 },
    colours: ["Cobalt", "Terracotta", "Emerald"],
    drawn: { form: "darbuka", motif: "bands" },
    states: ["new"],
  },
  {
    name: "Inlaid Darbuka",
    subtitle: "Walnut and mother-of-pearl, made to perform",
    story:
      "For stages, weddings, and people whose neighbours are musicians. The shell is turned from one log and inlaid with small triangles of pearl that flash when the drum moves.\n\nThe head is tuned with six screws and holds through an evening.",
    materials: "Walnut, mother-of-pearl, synthetic head",
    made: { place: "Damascus tradition, Syria", material: "Walnut and pearl", care: "instrument" },
    facts: { size: [230, 230, 430], grams: 3900, euros: 280 },
    colours: ["Walnut", "Black"],
    drawn: { form: "darbuka", motif: "pearl" },
    states: ["few"],
  },
  {
    name: "Gnawa Bendir",
    subtitle: "A frame drum with a buzzing snare",
    story:
      "Two gut strings stretched behind the skin give the bendir its buzz. Held on the thumb, struck with the other four, and never put down head first.\n\nThe henna circle marks where the palm goes. It also just looks right.",
    materials: "Walnut frame, goatskin, gut",
    made: { place: "Essaouira, Morocco", material: "Goatskin and walnut", care: "instrument" },
    facts: { size: [380, 380, 95], grams: 980, euros: 72 },
    colours: ["Natural", "Madder"],
    choice: choice("Diameter", ["30 cm", 0.8], ["38 cm", 1]),
    drawn: { form: "framedrum", motif: "henna" },
  },
  {
    name: "Cairo Riq",
    subtitle: "Ten pairs of brass cymbals and a mosaic rim",
    story:
      "The smallest drum in the ensemble, and the one the others follow. Shell and wood mosaic around the frame, cymbals cast in pairs and matched by ear.\n\nFifty sounds, says the maker, if you include dropping it.",
    materials: "Beech, shell inlay, brass, fish skin",
    made: { place: "Cairo, Egypt", material: "Beech and brass", care: "instrument" },
    facts: { size: [220, 220, 62], grams: 640, euros: 118 },
    colours: ["Walnut", "Chalk"],
    drawn: { form: "riq", motif: "mosaic" },
  },
  {
    name: "Reed Ney in D",
    subtitle: "Nine segments, seven holes, one breath",
    story:
      "A ney is cut from a reed with nine segments, no more and no fewer, and a maker may walk past a thousand before he finds one. Getting the first sound can take an afternoon. The second sound comes at once.\n\nWrapped at the joints against cracks.",
    materials: "Giant reed, horn mouthpiece, waxed thread",
    made: { place: "Hatay, Turkey", material: "Reed", care: "instrument" },
    facts: { size: [680, 24, 24], grams: 90, euros: 64 },
    colours: ["Natural", "Honey"],
    drawn: { form: "ney", motif: "reed" },
    states: ["sale"],
  },
  {
    name: "Long-Necked Saz",
    subtitle: "Seven strings for the songs of Anatolia",
    story:
      "The bard carries his saz with the neck upwards, so it does not listen to the road. A bowl of mulberry staves, a spruce face, and frets of tied nylon that can be moved if a song asks.\n\nStrung and tuned before it leaves, though it will have its own view on arrival.",
    materials: "Mulberry, spruce, beech neck",
    made: { place: "Sivas, Turkey", material: "Mulberry and spruce", care: "instrument" },
    facts: { size: [1080, 230, 210], grams: 1300, euros: 320 },
    colours: ["Honey", "Pomegranate"],
    drawn: { form: "saz", motif: "burst" },
  },
  {
    name: "Table Qanun",
    subtitle: "Seventy-eight strings on a trapezoid of maple",
    story:
      "Laid on the knees or a table, plucked with two picks tied to the fingers. The small brass levers under the left hand raise a note by a comma, a distance for which the piano has no key.\n\nTuning takes an hour and is considered part of the music.",
    materials: "Maple, spruce, calfskin, brass levers",
    made: { place: "Istanbul, Turkey", material: "Maple and spruce", care: "instrument" },
    facts: { size: [950, 400, 60], grams: 3400, euros: 860 },
    colours: ["Honey", "Walnut"],
    drawn: { form: "qanun", motif: "strings" },
    states: ["few"],
  },
  {
    name: "Gnawa Qraqeb",
    subtitle: "Iron castanets, loud as a train",
    story:
      "Two pairs of iron, tied at one end, slapped together at a gallop. They are the engine of a Gnawa night, and are best begun with the windows shut.\n\nForged from plate and tuned with a file, bright or dark.",
    materials: "Forged iron, leather loops",
    made: { place: "Essaouira, Morocco", material: "Iron", care: "instrument" },
    facts: { size: [300, 90, 40], grams: 760, euros: 36 },
    colours: ["Black", "Copper"],
    drawn: { form: "qraqeb", motif: "iron" },
  },
];
