// Textiles and cushions, written by hand.
import { choice, type Draft } from "../draft.ts";

const cushionSizes = choice("Size", ["45 × 45 cm", 1], ["60 × 60 cm", 1.45]);
const bedSizes = choice("Size", ["140 × 200 cm", 1], ["220 × 240 cm", 1.7]);

export const textiles: readonly Draft[] = [
  {
    name: "Margilan Ikat Cushion",
    subtitle: "Silk and cotton, with colours that bleed on purpose",
    story:
      "In Margilan they call the pattern abr, cloud. The warp is tied and dyed before it ever sees the loom, and when it is stretched the edges of every shape drift a little, like ink in rain.\n\nThe back is plain linen, so you may turn it when you want a rest from it.",
    materials: "Adras: silk warp, cotton weft; linen back; wool filling",
    made: { place: "Margilan, Uzbekistan", material: "Silk and cotton", care: "silk" },
    facts: { size: [450, 450, 140], grams: 720, euros: 64 },
    colours: ["Indigo", "Pomegranate", "Saffron"],
    choice: cushionSizes,
    drawn: { form: "cushion", motif: "ikat" },
    states: ["featured"],
  },
  {
    name: "Bagru Block Print Cushion",
    subtitle: "Small sprigs from a teak block",
    story:
      "Clap, lift, shift the thumb's width of a guide pin, clap. A printer in Bagru puts down a sprig every second and talks over his shoulder the whole time.\n\nThe ground is dyed with myrobalan first, which gives it the faint butter tone that no bleach white ever has.",
    materials: "Cotton, natural dyes, feather filling",
    made: { place: "Bagru, India", material: "Cotton", care: "cotton" },
    facts: { size: [450, 450, 130], grams: 680, euros: 38 },
    colours: ["Madder", "Indigo", "Olive"],
    choice: cushionSizes,
    drawn: { form: "cushion", motif: "block" },
  },
  {
    name: "Nurata Suzani Cover",
    subtitle: "Embroidered suns for a bed or a wall",
    story:
      "A suzani was begun when a daughter was born. The cloth was drawn on by the best hand in the village, cut into strips, shared out among aunts, and sewn together again years later, which is why the petals do not always meet.\n\nOurs takes three women ten weeks. The colours lean to madder and tea.",
    materials: "Silk chain stitch on cotton",
    made: { place: "Nurata, Uzbekistan", material: "Silk and cotton", care: "silk" },
    facts: { size: [2200, 1600, 3], grams: 1900, euros: 480 },
    colours: ["Pomegranate", "Cobalt"],
    drawn: { form: "hanging", motif: "suzani" },
    states: ["few"],
  },
  {
    name: "Hammamet Fouta Towel",
    subtitle: "Flat, quick to dry, good on a beach",
    story:
      "The fouta is a towel, a wrap, a tablecloth and, knotted twice, a bag. It weighs a third of a terry towel and is dry again before you have finished your coffee.\n\nWoven on shuttle looms in Ksar Hellal, whose noise you can hear in the weave if you are that kind of person.",
    materials: "Long-staple cotton, flat weave, hand-knotted fringe",
    made: { place: "Ksar Hellal, Tunisia", material: "Cotton", care: "cotton" },
    facts: { size: [2000, 1000, 2], grams: 340, euros: 29 },
    colours: ["Sea", "Saffron", "Coral", "Slate"],
    drawn: { form: "towel", motif: "stripes" },
    states: ["featured"],
  },
  {
    name: "Buldan Peshtemal",
    subtitle: "A hammam wrap in a small diamond weave",
    story:
      "Buldan sits on a hill and weaves; there is not much else to do, they say, and wink. The diamond in this peshtemal traps air, so it is warmer than it looks and drinks more than it should.\n\nIt takes five washes to become really absorbent. Then it is yours for ten years.",
    materials: "Turkish cotton, dobby weave",
    made: { place: "Buldan, Turkey", material: "Cotton", care: "cotton" },
    facts: { size: [1800, 950, 2], grams: 310, euros: 32 },
    colours: ["Chalk", "Olive", "Plum"],
    drawn: { form: "towel", motif: "diamond" },
  },
  {
    name: "Chefchaouen Pompom Blanket",
    subtitle: "Wool, white stripes and a row of pompoms",
    story:
      "Women from the Rif come down to market in these, striped in red and white, with hats to match. On a bed the blanket is quieter, but the pompoms remain.\n\nSoft side up in winter. In summer it stays folded at the foot of the bed, being looked at.",
    materials: "Wool and cotton, hand-woven, wool pompoms",
    made: { place: "Chefchaouen, Morocco", material: "Wool", care: "wool" },
    facts: { size: [2000, 1400, 6], grams: 2300, euros: 118 },
    colours: ["Ivory", "Madder", "Indigo"],
    choice: bedSizes,
    drawn: { form: "folded", motif: "pompom" },
  },
  {
    name: "Kutch Mirror Cushion",
    subtitle: "Tiny mirrors held by a ring of stitches",
    story:
      "Shisha mirrors were once chips of mica that caught the lamp. Rabari women still set them with the same ring of buttonhole stitches, and a cushion has sixty-four.\n\nPut it where the sun crosses the sofa and wait for about four in the afternoon.",
    materials: "Cotton with glass mirrors and wool embroidery",
    made: { place: "Kutch, India", material: "Cotton", care: "wool" },
    facts: { size: [450, 450, 140], grams: 760, euros: 59 },
    colours: ["Ink", "Rust", "Plum"],
    drawn: { form: "cushion", motif: "mirrors" },
  },
  {
    name: "Sabra Stripe Cushion",
    subtitle: "Cactus silk with a dry, cool sheen",
    story:
      "Sabra yarn is spun from the fibre of the agave and looks like silk that has been to the seaside. It is woven in narrow lengths on the roofs of the Fes medina.\n\nPin stripes at the ends, one broad calm field in the middle.",
    materials: "Agave fibre (sabra) and cotton, kapok filling",
    made: { place: "Fes, Morocco", material: "Agave fibre", care: "silk" },
    facts: { size: [500, 500, 140], grams: 640, euros: 45 },
    colours: ["Mustard", "Sage", "Terracotta", "Ink"],
    drawn: { form: "cushion", motif: "sabra" },
    states: ["sale"],
  },
  {
    name: "Palmyra Linen Tablecloth",
    subtitle: "Heavy linen with a printed border",
    story:
      "Print blocks from Hama, linen from the Nile, and a border of pomegranates that was on Nadia's mother's table every Eid. The centre is left plain, since that is where the food goes.\n\nWine comes out with salt and patience.",
    materials: "Washed linen, hand-printed border",
    made: { place: "Hama tradition, Syria", material: "Linen", care: "linen" },
    facts: { size: [2500, 1600, 1], grams: 1100, euros: 98 },
    colours: ["Pomegranate", "Indigo", "Olive"],
    choice: choice("Size", ["160 × 160 cm", 0.7], ["160 × 250 cm", 1]),
    drawn: { form: "tablecloth", motif: "block" },
  },
  {
    name: "Akhmim Table Runner",
    subtitle: "Birds and palms in a narrow weave",
    story:
      "Akhmim was weaving pictures before the Copts and still does. Each runner shows the same garden from a different morning: palms, a wall, birds going about their business.\n\nTeresa weaves without a drawing and counts the birds at the end so that there is always an odd one.",
    materials: "Cotton tapestry weave",
    made: { place: "Akhmim, Egypt", material: "Cotton", care: "cotton" },
    facts: { size: [1600, 400, 2], grams: 420, euros: 52 },
    colours: ["Sand", "Turquoise"],
    drawn: { form: "runner", motif: "birds" },
    states: ["new"],
  },
  {
    name: "Yazd Termeh Throw",
    subtitle: "Fine paisley in wool and silk",
    story:
      "Termeh is the cloth that comes out of the chest for weddings. A good weaver in Yazd used to manage a hand's breadth a day; the looms are quicker now, the drawing as dense as ever.\n\nThe paisley is a cypress bent by wind. Laid over a dark sofa it looks like a meadow at night.",
    materials: "Wool and silk, brocaded",
    made: { place: "Yazd, Iran", material: "Wool and silk", care: "silk" },
    facts: { size: [1800, 1200, 2], grams: 860, euros: 220 },
    colours: ["Emerald", "Pomegranate", "Lapis"],
    drawn: { form: "hanging", motif: "paisley" },
  },
  {
    name: "Handira Wedding Blanket",
    subtitle: "White wool and a snowfall of sequins",
    story:
      "A bride of the Middle Atlas wears a handira home, and the sequins are there so that the snow should recognise her. We have it woven without a wedding, by the same hands, over five months of evenings.\n\nIt rustles. Drape it where people walk past.",
    materials: "Wool and cotton, metal sequins",
    made: { place: "Middle Atlas, Morocco", material: "Wool", care: "wool" },
    facts: { size: [1900, 1100, 8], grams: 2600, euros: 260 },
    colours: ["Ivory", "Charcoal"],
    drawn: { form: "folded", motif: "sequins" },
    states: ["none"],
  },
  {
    name: "Denizli Waffle Bath Towel",
    subtitle: "Deep squares, soft from the first day",
    story:
      "The mills of Denizli make towels for half the world's hotels and keep the good loom for themselves. This is from the good loom.\n\nHeavy when wet, light when dry, with a woven loop that is sewn in on both sides, because that is what always goes first.",
    materials: "Organic cotton, waffle weave",
    made: { place: "Denizli, Turkey", material: "Organic cotton", care: "cotton" },
    facts: { size: [1400, 700, 6], grams: 520, euros: 36 },
    colours: ["Chalk", "Clay", "Sea"],
    choice: choice("Size", ["50 × 90 cm", 0.6], ["70 × 140 cm", 1], ["100 × 160 cm", 1.5]),
    drawn: { form: "stack", motif: "waffle" },
  },
  {
    name: "Majorelle Lumbar Cushion",
    subtitle: "A long cushion in blue-garden stripes",
    story:
      "Long, low and firm enough to read against. The stripes are taken from the awnings along one particular street and have been put in a better order.\n\nPiped by hand, with a zip you will not feel.",
    materials: "Heavy cotton canvas, kapok filling",
    made: { place: "Marrakech, Morocco", material: "Cotton", care: "cotton" },
    facts: { size: [700, 350, 150], grams: 780, euros: 48 },
    colours: ["Cobalt", "Saffron", "Emerald"],
    drawn: { form: "lumbar", motif: "awning" },
    states: ["new"],
  },
  {
    name: "Sadu Saddle Cushion",
    subtitle: "Bedouin bands in five strong colours",
    story:
      "Sadu is woven with the loom lying on the sand and the weaver sitting on her own cloth. The little figures down the middle are camels, combs, scissors, a tent: whatever was in view.\n\nThe yarn is spun hard, so it wears like a saddle, which it was.",
    materials: "Wool and goat hair, warp-faced weave",
    made: { place: "Sharqiyah, Oman", material: "Wool", care: "wool" },
    facts: { size: [500, 500, 150], grams: 980, euros: 72 },
    colours: ["Madder", "Black"],
    drawn: { form: "cushion", motif: "sadu" },
  },
  {
    name: "Tea House Napkins",
    subtitle: "Four napkins with a woven check",
    story:
      "Bought first for our own lunch table, and then people kept asking. A small check, a hemstitched edge, and enough body to hold a fold.\n\nFour to a set, tied with a strip of the selvedge.",
    materials: "Linen and cotton",
    made: { place: "Mahalla, Egypt", material: "Linen and cotton", care: "linen" },
    facts: { size: [450, 450, 2], grams: 260, euros: 34 },
    colours: ["Indigo", "Mustard", "Rose", "Sage"],
    drawn: { form: "stack", motif: "check" },
  },
];
