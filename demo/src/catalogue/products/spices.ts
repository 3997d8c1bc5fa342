// Spices and teas, written by hand.
import { choice, type Draft } from "../draft.ts";

const tins = choice("Weight", ["50 g tin", 1], ["120 g tin", 2.1]);
const teas = choice("Weight", ["80 g tin", 1], ["200 g refill", 2]);

export const spices: readonly Draft[] = [
  {
    name: "Taliouine Saffron",
    subtitle: "Whole red threads from this autumn's crocus",
    story:
      "The flowers open before sunrise and must be picked before they see it. A basket of them gives a spoonful of threads, dried above embers on the same afternoon.\n\nSteep five threads in warm milk for ten minutes before they go into the pot. That is all the secret there is.",
    materials: "Saffron threads, category I",
    made: { place: "Taliouine, Morocco", material: "Saffron", care: "spice" },
    facts: { size: [62, 62, 70], grams: 60, euros: 24 },
    choice: choice("Weight", ["1 g", 0.5], ["2 g", 1], ["5 g", 2.3]),
    drawn: { form: "tin", motif: "threads" },
    states: ["featured"],
  },
  {
    name: "Aleppo Pepper Flakes",
    subtitle: "Oily, fruity, only slowly hot",
    story:
      "Halaby peppers are halved, salted and dried on roofs, then rubbed with a little oil so they stay supple. The heat comes late and leaves politely.\n\nOn eggs, on labneh, on cucumbers. Our growers farm near Kilis now, with seed they carried across.",
    materials: "Halaby pepper, salt, sunflower oil",
    made: { place: "Aleppo tradition, Syria", material: "Pepper", care: "spice" },
    facts: { size: [70, 70, 95], grams: 110, euros: 7.5 },
    choice: tins,
    drawn: { form: "jar", motif: "flakes-red" },
    states: ["featured"],
  },
  {
    name: "Fes Ras el Hanout",
    subtitle: "Twenty-four spices, one blender's opinion",
    story:
      "Head of the shop: the best a spice seller has. Moulay Driss grinds his on Thursdays and keeps the list behind the till, though he will admit to rosebuds, galangal, mace and ash berries.\n\nHalf a teaspoon turns a pot of chickpeas into a dinner for guests.",
    materials: "Blend of 24 ground spices and petals",
    made: { place: "Fes, Morocco", material: "Spice blend", care: "spice" },
    facts: { size: [70, 70, 95], grams: 110, euros: 8.5 },
    choice: tins,
    drawn: { form: "tin", motif: "powder-brown" },
  },
  {
    name: "Jerusalem Za'atar",
    subtitle: "Wild thyme, sumac and toasted sesame",
    story:
      "Children eat it on bread before an examination, because it is supposed to wake the mind. We cannot promise that, but it does improve toast.\n\nThe thyme is grown, not gathered, so that the hills may keep theirs.",
    materials: "Thyme, sesame, sumac, sea salt",
    made: { place: "Nablus, Palestine", material: "Herb blend", care: "spice" },
    facts: { size: [70, 70, 95], grams: 105, euros: 7 },
    choice: tins,
    drawn: { form: "jar", motif: "herbs" },
  },
  {
    name: "Malabar Green Cardamom",
    subtitle: "Plump pods, picked just before they split",
    story:
      "Sort a kilo of cardamom and you will find four sizes. We take the largest, which hold seeds that are still sticky, and leave the small ones to people who grind.\n\nTwo crushed pods in the coffee pot. One in rice.",
    materials: "Green cardamom, 8 mm grade",
    made: { place: "Idukki, India", material: "Cardamom", care: "spice" },
    facts: { size: [70, 70, 95], grams: 95, euros: 12 },
    choice: tins,
    drawn: { form: "tin", motif: "pods" },
  },
  {
    name: "Ceylon-Style Cinnamon Quills",
    subtitle: "Thin bark, rolled by hand from the Kerala coast",
    story:
      "Real cinnamon breaks like a dry leaf. The bark is peeled after rain, rolled into itself layer by layer, and dried in the shade so it keeps the note of orange peel.\n\nNot sharp, not dusty. Snap one into stewed apricots.",
    materials: "Cinnamomum verum bark",
    made: { place: "Kollam, India", material: "Cinnamon", care: "spice" },
    facts: { size: [90, 60, 120], grams: 90, euros: 9 },
    choice: choice("Weight", ["40 g", 1], ["100 g", 2.1]),
    drawn: { form: "jar", motif: "sticks" },
  },
  {
    name: "Nabeul Harissa Powder",
    subtitle: "Smoked peppers, caraway, a little garlic",
    story:
      "Stir it with oil and lemon and leave it while you lay the table: that is harissa. Kept dry, it is a cook's pocket knife.\n\nThe peppers are smoked over olive prunings, and there is enough caraway to know that it is Tunisian.",
    materials: "Smoked chilli, caraway, coriander, garlic, salt",
    made: { place: "Nabeul, Tunisia", material: "Pepper blend", care: "spice" },
    facts: { size: [70, 70, 95], grams: 110, euros: 6.8 },
    choice: tins,
    drawn: { form: "tin", motif: "powder-red" },
    states: ["sale"],
  },
  {
    name: "Kerman Cumin",
    subtitle: "Small, dark seeds with a long echo",
    story:
      "There is a Persian saying about carrying cumin to Kerman, which is what others say of coals and Newcastle. The seed is thinner than most and darker, and it smells of warm stone.\n\nToast it until the first one jumps.",
    materials: "Whole black-green cumin seed",
    made: { place: "Kerman, Iran", material: "Cumin", care: "spice" },
    facts: { size: [70, 70, 95], grams: 105, euros: 6.5 },
    choice: tins,
    drawn: { form: "jar", motif: "seeds" },
  },
  {
    name: "Erode Turmeric",
    subtitle: "Deep orange, stone ground, nothing added",
    story:
      "Good turmeric stains the bag it comes in. Ours is boiled, dried in the sun for a fortnight, polished in a drum with a noise like rain on a roof, and ground slowly to stay cool.\n\nUse a wooden spoon you have no feelings about.",
    materials: "Ground turmeric, 5 % curcumin",
    made: { place: "Erode, India", material: "Turmeric", care: "spice" },
    facts: { size: [70, 70, 95], grams: 110, euros: 5.9 },
    choice: tins,
    drawn: { form: "tin", motif: "powder-gold" },
  },
  {
    name: "Gaziantep Sumac",
    subtitle: "Tart, burgundy, coarse as sea salt",
    story:
      "Before lemons came this far inland there was sumac. The berries are rubbed off the stem, salted lightly and ground only once.\n\nScatter it on sliced onions ten minutes before the grill is ready. They turn pink and stop arguing.",
    materials: "Sumac berries, salt",
    made: { place: "Gaziantep, Turkey", material: "Sumac", care: "spice" },
    facts: { size: [70, 70, 95], grams: 110, euros: 6.9 },
    choice: tins,
    drawn: { form: "jar", motif: "flakes-plum" },
  },
  {
    name: "Dhofar Frankincense",
    subtitle: "Pale tears from the mountains behind Salalah",
    story:
      "The trees grow where the monsoon stops. A man with a short knife opens the bark, and comes back two weeks later for what has run out and hardened: green-white tears, with a smell of lime and cold churches.\n\nOne tear on a coal clears a kitchen. Not for eating.",
    materials: "Boswellia sacra resin, Hojari grade",
    made: { place: "Dhofar, Oman", material: "Resin", care: "spice" },
    facts: { size: [80, 80, 80], grams: 95, euros: 16 },
    choice: choice("Weight", ["50 g tin", 1], ["120 g tin", 2.2]),
    drawn: { form: "tin", motif: "resin" },
    states: ["new"],
  },
  {
    name: "Marrakech Mint Tea",
    subtitle: "Gunpowder green with dried nana mint",
    story:
      "Rolled green tea on the bottom, mint on top, and more sugar than you will admit to. Pour from as high as you dare; the foam is how the guest knows that you took trouble.\n\nThe first glass is gentle as life, they say, the second strong as love. There is a third.",
    materials: "Green tea, spearmint",
    made: { place: "Marrakech, Morocco", material: "Tea", care: "tea" },
    facts: { size: [85, 85, 120], grams: 170, euros: 9.5 },
    choice: teas,
    drawn: { form: "caddy", motif: "tea-green" },
    states: ["featured"],
  },
  {
    name: "Rize Black Tea",
    subtitle: "For the double pot and the tulip glass",
    story:
      "On the wet slopes above the Black Sea tea is cut with shears that have a bag sewn to them. It is meant to be brewed strong on top and thinned from below, to the colour they call rabbit's blood.\n\nNo milk, please. A sugar lump if you must.",
    materials: "Black tea, second flush",
    made: { place: "Rize, Turkey", material: "Tea", care: "tea" },
    facts: { size: [85, 85, 120], grams: 175, euros: 7.9 },
    choice: teas,
    drawn: { form: "caddy", motif: "tea-black" },
  },
  {
    name: "Aswan Hibiscus",
    subtitle: "Whole dark calyces for karkadeh",
    story:
      "Nubian weddings run on karkadeh, hot in winter and iced in May. The flowers are dried whole, so what falls into your pot still looks like something.\n\nA night in cold water gives the clearest red there is.",
    materials: "Hibiscus sabdariffa calyces",
    made: { place: "Aswan, Egypt", material: "Hibiscus", care: "tea" },
    facts: { size: [85, 85, 120], grams: 140, euros: 8.2 },
    choice: teas,
    drawn: { form: "jar", motif: "petals" },
  },
  {
    name: "Damask Rosebuds",
    subtitle: "Tight pink buds, dried in the dark",
    story:
      "In the Valley of Roses the harvest lasts three weeks and nobody sleeps. Only the buds that have not opened are taken for drying; the open ones go to the still.\n\nFor tea, for rice, for a bowl on the table where someone will take one and not notice.",
    materials: "Rosa damascena buds",
    made: { place: "Kelaat M'Gouna, Morocco", material: "Rose", care: "tea" },
    facts: { size: [85, 85, 120], grams: 110, euros: 10.5 },
    choice: choice("Weight", ["40 g tin", 1], ["100 g refill", 2.1]),
    drawn: { form: "tin", motif: "buds" },
    states: ["few"],
  },
  {
    name: "Siwa Lake Salt",
    subtitle: "Crystals from the edge of an oasis",
    story:
      "The salt lake at Siwa is so blue that it looks retouched. What it leaves on its banks is broken up by hand, rinsed once in its own brine, and dried in the wind.\n\nLarge, brittle crystals that crack rather than melt. Keep them for the end.",
    materials: "Unrefined lake salt",
    made: { place: "Siwa Oasis, Egypt", material: "Salt", care: "spice" },
    facts: { size: [80, 80, 100], grams: 290, euros: 6.2 },
    choice: choice("Weight", ["200 g jar", 1], ["500 g refill", 1.9]),
    drawn: { form: "jar", motif: "salt" },
  },
];
