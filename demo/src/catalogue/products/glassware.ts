// Glassware, written by hand.
import { choice, type Draft } from "../draft.ts";

const setOf = choice("Set", ["Set of two", 1], ["Set of six", 2.7]);

export const glassware: readonly Draft[] = [
  {
    name: "Beldi Tumbler",
    subtitle: "Recycled glass with a soft, uneven lip",
    story:
      "Window panes and lemonade bottles go in, and tumblers come out, at about one a minute, in the last workshop in Casablanca that still blows them. The lip is cut hot and folded by flame.\n\nBubbles, streaks, a slight lean: that is the beldi.",
    materials: "Recycled mouth-blown glass",
    made: { place: "Casablanca, Morocco", material: "Recycled glass", care: "glass" },
    facts: { size: [70, 70, 100], grams: 170, euros: 15 },
    colours: ["Clear", "Emerald", "Amber", "Sea"],
    choice: setOf,
    drawn: { form: "tumbler", motif: "bubbles" },
    states: ["featured"],
  },
  {
    name: "Tulip Tea Glass",
    subtitle: "Waisted, so it can be held by the rim",
    story:
      "The waist keeps the bottom hot and the top cool enough to hold. The saucer is for the sugar you said you would not take.\n\nThin glass, a fine gold line, and a small sound when the spoon goes round.",
    materials: "Pressed thin glass, gilt line, porcelain saucer",
    made: { place: "Istanbul, Turkey", material: "Glass", care: "glass" },
    facts: { size: [60, 60, 90], grams: 130, euros: 16 },
    colours: ["Clear", "Pomegranate", "Cobalt"],
    choice: setOf,
    drawn: { form: "tulip", motif: "gilt" },
  },
  {
    name: "Hebron Blue Carafe",
    subtitle: "Cobalt, round-bellied, a litre of water",
    story:
      "The family has blown glass beside the same road since 1890 and the blue has not changed since. The carafe is shaped with a wet newspaper, folded, held in the palm.\n\nIts neck is just wide enough for ice.",
    materials: "Recycled mouth-blown glass",
    made: { place: "Hebron, Palestine", material: "Recycled glass", care: "glass" },
    facts: { size: [140, 140, 240], grams: 620, euros: 44 },
    colours: ["Cobalt", "Turquoise", "Clear"],
    drawn: { form: "carafe", motif: "plain" },
    states: ["new"],
  },
  {
    name: "Muski Wine Goblet",
    subtitle: "Heavy stem, seeds of air in the bowl",
    story:
      "Muski glass has been made in Cairo from broken bottles since before anyone called that recycling. The stem is thick, the bowl is generous, and the bubbles are called seeds.\n\nIt stands its ground on an outdoor table.",
    materials: "Recycled mouth-blown glass",
    made: { place: "Cairo, Egypt", material: "Recycled glass", care: "glass" },
    facts: { size: [85, 85, 170], grams: 290, euros: 26 },
    colours: ["Sea", "Amber", "Plum"],
    choice: setOf,
    drawn: { form: "goblet", motif: "bubbles" },
  },
  {
    name: "Attar Perfume Bottle",
    subtitle: "Fingers of glass and a long stopper",
    story:
      "The little bottles of the Khan are drawn out at a lamp, blown with one breath, and cut on a wheel while the shop boy fetches tea. A stopper is ground to each neck and fits no other.\n\nFor attar, or for the light.",
    materials: "Lamp-worked glass, gilding",
    made: { place: "Cairo, Egypt", material: "Glass", care: "glass" },
    facts: { size: [45, 45, 160], grams: 90, euros: 22 },
    colours: ["Rose", "Emerald", "Lapis"],
    drawn: { form: "perfume", motif: "cut" },
  },
  {
    name: "Beykoz Stripe Vase",
    subtitle: "White threads turned through clear glass",
    story:
      "Çeşm-i bülbül, the nightingale's eye: threads of white glass laid along the bubble and then twisted in one turn of the pipe. Beykoz learned it from Venice and would like Venice to know that it is now better.\n\nTulips, obviously.",
    materials: "Mouth-blown glass with drawn threads",
    made: { place: "Beykoz, Turkey", material: "Glass", care: "glass" },
    facts: { size: [120, 120, 260], grams: 880, euros: 112 },
    colours: ["Cobalt", "Rose", "Emerald"],
    drawn: { form: "vase", motif: "twist" },
    states: ["few"],
  },
  {
    name: "Hammered Salad Bowl",
    subtitle: "Dimpled glass that scatters light",
    story:
      "The dimples come from a wooden mould lined with river pebbles. Fill it with water and hold it under a lamp and there is a second lamp on the table, in pieces.\n\nTwo litres, thick walls, and it rinses clean in a second.",
    materials: "Mould-blown recycled glass",
    made: { place: "Firozabad, India", material: "Recycled glass", care: "glass" },
    facts: { size: [260, 260, 110], grams: 1300, euros: 39 },
    colours: ["Clear", "Smoke", "Sea"],
    drawn: { form: "bowl", motif: "dimples" },
    states: ["sale"],
  },
  {
    name: "Orchard Juice Jug",
    subtitle: "A wide mouth and a handle put on in one go",
    story:
      "Putting a handle on a jug takes three seconds and two people. Too cool and it drops off a year later; too hot and it sinks. These are right: you can see the swirl where it was pressed home.\n\nA litre and a half of something with mint in it.",
    materials: "Mouth-blown glass",
    made: { place: "Nabeul, Tunisia", material: "Glass", care: "glass" },
    facts: { size: [170, 130, 210], grams: 840, euros: 42 },
    colours: ["Clear", "Honey", "Turquoise"],
    drawn: { form: "jug", motif: "bubbles" },
  },
  {
    name: "Gilded Mint Tea Glass",
    subtitle: "Straight sides, painted arches, no handle",
    story:
      "A glass for mint tea has to look festive when it is empty, because for most of the evening it is. A band of arches in gold, a dot of colour in each.\n\nHold it at the top and the bottom, between finger and thumb.",
    materials: "Pressed glass, fired enamel and gilding",
    made: { place: "Meknes, Morocco", material: "Glass", care: "painted" },
    facts: { size: [58, 58, 95], grams: 120, euros: 18 },
    colours: ["Emerald", "Pomegranate", "Lapis", "Amber"],
    choice: setOf,
    drawn: { form: "teaglass", motif: "arches" },
    states: ["featured"],
  },
  {
    name: "Shiraz Rose-Water Sprinkler",
    subtitle: "A bent neck for a few drops at a time",
    story:
      "Guests used to be welcomed with a few drops of rose water in the palm, from a bottle with a neck bent like a swan asking a question. Museums keep the old ones.\n\nAs a vase for a single stem it has found a second profession.",
    materials: "Free-blown glass",
    made: { place: "Shiraz, Iran", material: "Glass", care: "glass" },
    facts: { size: [110, 110, 320], grams: 340, euros: 68 },
    colours: ["Cobalt", "Emerald"],
    drawn: { form: "swan", motif: "ribbed" },
    states: ["none"],
  },
  {
    name: "Window Bottle Trio",
    subtitle: "Three shapes in one colour for a sill",
    story:
      "One tall, one round, one that could not decide. They are blown from the end of the pot, when the glass is stiff and the blower is cheerful.\n\nStand them where the sun comes through and move them when it does.",
    materials: "Mouth-blown recycled glass",
    made: { place: "Bukhara, Uzbekistan", material: "Recycled glass", care: "glass" },
    facts: { size: [300, 90, 220], grams: 760, euros: 54 },
    colours: ["Turquoise", "Amber", "Plum"],
    drawn: { form: "trio", motif: "bubbles" },
  },
  {
    name: "Storm Candle Glass",
    subtitle: "A tall chimney on a turned foot",
    story:
      "Open above and below, so the flame pulls air and stands up straight even on the roof in March. The foot is mango wood and takes any ordinary candle.\n\nThe glass lifts off; the wax falls in, as it always does, and comes out with a spoon.",
    materials: "Mouth-blown glass, mango wood",
    made: { place: "Jaipur, India", material: "Glass and wood", care: "candle" },
    facts: { size: [130, 130, 330], grams: 940, euros: 46 },
    colours: ["Clear", "Smoke"],
    choice: choice("Height", ["25 cm", 1], ["33 cm", 1.35]),
    drawn: { form: "storm", motif: "plain" },
  },
];
