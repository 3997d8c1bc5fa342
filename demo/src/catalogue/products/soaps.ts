// Soaps and oils, written by hand.
import { choice, type Draft } from "../draft.ts";

const bottles = choice("Volume", ["50 ml", 1], ["100 ml", 1.7]);
const bars = choice("Set", ["Single bar", 1], ["Three bars", 2.7]);

export const soaps: readonly Draft[] = [
  {
    name: "Aleppo Laurel Soap",
    subtitle: "Olive and laurel oil, aged nine months",
    story:
      "Poured on the floor of a cellar like a green lake, cut by men walking over it with a rake, stamped, stacked into towers, and left until the outside has gone gold. Cut a bar in half and the green is still there.\n\nThe Fansa family makes it in Mersin now, to the same four-line recipe.",
    materials: "Olive oil, laurel berry oil 20 %, water, lye",
    made: { place: "Aleppo tradition, Syria", material: "Olive and laurel", care: "soap" },
    facts: { size: [80, 60, 50], grams: 190, euros: 8.5 },
    choice: bars,
    drawn: { form: "cube", motif: "olive" },
    states: ["featured"],
  },
  {
    name: "Nablus Olive Soap",
    subtitle: "White, plain, and gentle enough for wool",
    story:
      "In Nablus the bars are wrapped by hand, in paper that has not been redesigned in anybody's lifetime. Three ingredients, and a lather like thin cream.\n\nFor faces, babies, jumpers.",
    materials: "Virgin olive oil, water, soda",
    made: { place: "Nablus, Palestine", material: "Olive", care: "soap" },
    facts: { size: [70, 55, 40], grams: 150, euros: 6 },
    choice: bars,
    drawn: { form: "stack", motif: "chalk" },
  },
  {
    name: "Beldi Black Soap",
    subtitle: "Soft olive paste for the hammam",
    story:
      "It looks like something for bicycles. Rub it on warm wet skin, wait the length of two songs, rinse, and then use the glove: you will be surprised, everyone is, the first time.\n\nCooked from crushed olives in a copper that is never quite emptied.",
    materials: "Olive oil, crushed olives, potash, eucalyptus",
    made: { place: "Marrakech, Morocco", material: "Olive", care: "soap" },
    facts: { size: [80, 80, 70], grams: 260, euros: 12 },
    choice: choice("Volume", ["200 g", 1], ["500 g", 2.1]),
    drawn: { form: "pot", motif: "ink" },
  },
  {
    name: "Argan Face Oil",
    subtitle: "Cold pressed by the women of Tamanar",
    story:
      "It takes a day to crack enough argan nuts for one of these bottles, between two stones, with a rhythm that carries through the wall. The cooperative at Tamanar pays by the kernel and closes on Fridays.\n\nThree drops, warmed in the palm.",
    materials: "Argan oil, nothing else",
    made: { place: "Tamanar, Morocco", material: "Argan", care: "oil" },
    facts: { size: [38, 38, 105], grams: 120, euros: 22 },
    choice: bottles,
    drawn: { form: "dropper", motif: "amber" },
    states: ["featured"],
  },
  {
    name: "Isparta Rose Water",
    subtitle: "First distillation, nothing but roses",
    story:
      "The stills in Isparta run day and night for five weeks in May. What comes over first is kept apart: it is cloudy, tastes faintly of pepper, and is what we bottle.\n\nOn the face in August. In the fridge door, if you have room.",
    materials: "Rosa damascena hydrosol",
    made: { place: "Isparta, Turkey", material: "Rose", care: "oil" },
    facts: { size: [50, 50, 150], grams: 190, euros: 14 },
    choice: choice("Volume", ["100 ml", 1], ["250 ml", 1.9]),
    drawn: { form: "tall", motif: "rose" },
  },
  {
    name: "Djerba Olive Oil",
    subtitle: "Green, peppery, pressed in November",
    story:
      "Not for the bath, though some people have ideas. Djerba's trees are old, dry and far apart, and give an oil that catches in the throat, which is how you know that it is doing you good.\n\nOne estate, one pressing, the date on the label.",
    materials: "Extra virgin olive oil, Chemlali",
    made: { place: "Djerba, Tunisia", material: "Olive", care: "oil" },
    facts: { size: [70, 70, 270], grams: 900, euros: 18 },
    choice: choice("Volume", ["250 ml", 0.65], ["500 ml", 1], ["3 l tin", 4.6]),
    drawn: { form: "oilbottle", motif: "olive" },
  },
  {
    name: "Neroli Body Oil",
    subtitle: "Orange blossom in sweet almond",
    story:
      "When the bitter oranges flower in Nabeul the whole town smells of weddings. A kilo of blossom makes a gram of neroli, so we are careful with it: enough to notice, not enough to announce.\n\nOn damp skin it is gone in a minute.",
    materials: "Sweet almond oil, neroli, vitamin E",
    made: { place: "Nabeul, Tunisia", material: "Almond and neroli", care: "oil" },
    facts: { size: [48, 48, 140], grams: 170, euros: 28 },
    choice: bottles,
    drawn: { form: "flask", motif: "blossom" },
    states: ["new"],
  },
  {
    name: "Siwa Bath Salts",
    subtitle: "Coarse salt with mint and lemon grass",
    story:
      "Large crystals from the lake, and herbs grown in its shade. They take their time to dissolve, so get in while they still crunch.\n\nOne jar is six baths, or four good ones.",
    materials: "Lake salt, mint and lemon-grass oil",
    made: { place: "Siwa Oasis, Egypt", material: "Salt", care: "soap" },
    facts: { size: [90, 90, 130], grams: 620, euros: 16 },
    choice: choice("Weight", ["500 g", 1], ["1 kg", 1.8]),
    drawn: { form: "saltjar", motif: "mint" },
  },
  {
    name: "Ghassoul Clay",
    subtitle: "Thin flakes that melt into a mask",
    story:
      "Dug from one valley in the Atlas, washed, and dried in sheets on the roofs of Fes until it curls like old paint. Add rose water and it turns to silk.\n\nFor hair as well: it cleans without lather.",
    materials: "Stevensite clay",
    made: { place: "Moulouya valley, Morocco", material: "Clay", care: "soap" },
    facts: { size: [90, 90, 80], grams: 280, euros: 11 },
    choice: choice("Weight", ["200 g", 1], ["500 g", 2.1]),
    drawn: { form: "pot", motif: "clay" },
    states: ["sale"],
  },
  {
    name: "Mysore Sandalwood Soap",
    subtitle: "A smooth oval with a warm, dry scent",
    story:
      "Milled three times and pressed into an oval that fits between two palms. The sandalwood is plantation grown and certified, and you smell it in the towel the next day.\n\nUsed to the last sliver by everyone in the office.",
    materials: "Coconut and palm-free vegetable oils, sandalwood oil",
    made: { place: "Mysuru, India", material: "Sandalwood", care: "soap" },
    facts: { size: [85, 60, 32], grams: 125, euros: 9 },
    choice: bars,
    drawn: { form: "oval", motif: "honey" },
  },
  {
    name: "Bukhara Cotton-Seed Soap",
    subtitle: "Swirled with indigo and white clay",
    story:
      "Cotton is Bukhara's gold and the seed is what remains. Pressed, it gives a light oil and a soap that rinses clean in hard water.\n\nThe swirl is indigo, stirred once with a reed. No two bars agree.",
    materials: "Cotton-seed oil, white clay, indigo",
    made: { place: "Bukhara, Uzbekistan", material: "Cotton seed", care: "soap" },
    facts: { size: [85, 60, 30], grams: 130, euros: 8 },
    choice: bars,
    drawn: { form: "swirl", motif: "indigo" },
    states: ["new"],
  },
  {
    name: "Frankincense Balm",
    subtitle: "A small tin for hands that work",
    story:
      "Beeswax, sesame oil, and resin from the hills behind Salalah. Fishermen there rub something like it on rope burns; we tested ours on a florist and a cellist.\n\nFits in a pocket, and survives one.",
    materials: "Sesame oil, beeswax, frankincense",
    made: { place: "Salalah, Oman", material: "Beeswax and resin", care: "oil" },
    facts: { size: [65, 65, 22], grams: 70, euros: 13 },
    drawn: { form: "tin", motif: "sand" },
  },
  {
    name: "Kessa Glove & Soap Set",
    subtitle: "Everything for the hammam but the steam",
    story:
      "A crepe glove, a jar of black soap, a bar of laurel and a cotton cloth to tie it all up in. The order is: steam, soap, wait, glove, rinse, tea.\n\nWe wrote the order on a card, for the first time.",
    materials: "Viscose crepe, black soap, laurel soap, cotton",
    made: { place: "Marrakech, Morocco", material: "Set", care: "soap" },
    facts: { size: [220, 160, 90], grams: 640, euros: 34 },
    drawn: { form: "set", motif: "olive" },
    states: ["few"],
  },
];
