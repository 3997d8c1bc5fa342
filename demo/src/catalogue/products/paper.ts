// Notebooks and prints, written by hand.
import { choice, type Draft } from "../draft.ts";

const books = choice("Size", ["A6", 0.7], ["A5", 1]);
const sheets = choice("Format", ["30 × 40 cm", 1], ["50 × 70 cm", 1.8]);

export const paper: readonly Draft[] = [
  {
    name: "Ebru Notebook",
    subtitle: "Marbled by hand, one sheet at a time",
    story:
      "Colour is dripped on water thickened with moss, combed, and lifted off with a single sheet of paper: you have one try. Nuray's comb is a strip of wood with forty pins, and she hums while it goes through.\n\nInside are 160 pages that take fountain pen without complaint.",
    materials: "Marbled cotton paper, thread-sewn, 100 g/m²",
    made: { place: "Istanbul, Turkey", material: "Paper", care: "paperGoods" },
    facts: { size: [210, 148, 16], grams: 310, euros: 24 },
    colours: ["Indigo", "Pomegranate", "Olive"],
    choice: books,
    drawn: { form: "notebook", motif: "combed" },
    states: ["featured"],
  },
  {
    name: "Gel-Git Marbled Journal",
    subtitle: "The back-and-forth pattern, bound in cloth",
    story:
      "Gel-git means come and go. The stylus runs up the tray and down again, a finger apart, until the stones of colour have been drawn out into feathers.\n\nQuarter cloth, a ribbon, and a pocket at the back for tickets.",
    materials: "Marbled paper, linen cloth, thread-sewn",
    made: { place: "Istanbul, Turkey", material: "Paper and linen", care: "paperGoods" },
    facts: { size: [240, 170, 20], grams: 460, euros: 34 },
    colours: ["Saffron", "Turquoise"],
    drawn: { form: "journal", motif: "gelgit" },
    states: ["new"],
  },
  {
    name: "Samarkand Mulberry Notebook",
    subtitle: "Bark paper with threads still in it",
    story:
      "A traveller in the eighth century wrote that paper had made parchment a burden. It was this paper: mulberry bark, pounded by a water wheel, polished with a shell until a reed pen glides.\n\nSixty leaves, uneven on three sides.",
    materials: "Mulberry paper, silk binding",
    made: { place: "Konigil, Uzbekistan", material: "Mulberry paper", care: "paperGoods" },
    facts: { size: [200, 140, 18], grams: 220, euros: 29 },
    colours: ["Natural", "Indigo", "Plum"],
    drawn: { form: "notebook", motif: "fibre" },
  },
  {
    name: "Sanganer Printed Notebook Set",
    subtitle: "Three thin books in block-printed covers",
    story:
      "Cotton rags from the T-shirt towns become paper in Sanganer, and the covers are printed with the same blocks as the cloth down the road. Three books for three projects, of which one will be finished.\n\nPlain, ruled and squared.",
    materials: "Cotton rag paper, stitched",
    made: { place: "Sanganer, India", material: "Cotton paper", care: "paperGoods" },
    facts: { size: [190, 130, 15], grams: 280, euros: 18 },
    colours: ["Madder", "Sage", "Indigo"],
    drawn: { form: "trio", motif: "block" },
  },
  {
    name: "Atlas Sun Print",
    subtitle: "A red sun between two folded ranges",
    story:
      "Seven screens, seven colours, each pulled by hand in a garage with the door open for the drying. The mountains are those south of Ouarzazate at around six, when the dust has gone gold.\n\nSigned and numbered in pencil, an edition of 150.",
    materials: "Screen print on 300 g cotton paper",
    made: { place: "Ouarzazate, Morocco", material: "Paper", care: "print" },
    facts: { size: [400, 300, 1], grams: 90, euros: 48 },
    colours: ["Terracotta", "Indigo"],
    choice: sheets,
    drawn: { form: "print", motif: "dunes" },
    states: ["featured"],
  },
  {
    name: "Girih Study No. 7",
    subtitle: "Ten-fold lines, drawn and then set free",
    story:
      "Draw a circle and divide it by ten; the rest follows, and after an hour you have a ceiling. Leila Farahani leaves the compass marks in and lets some lines wander off the page.\n\nA plotter draws each copy with a real pen. It takes forty minutes, and it does make small mistakes.",
    materials: "Pen plot on 250 g paper",
    made: { place: "Isfahan, Iran", material: "Paper", care: "print" },
    facts: { size: [400, 300, 1], grams: 80, euros: 56 },
    colours: ["Lapis", "Ink"],
    choice: sheets,
    drawn: { form: "print", motif: "girih" },
  },
  {
    name: "Blue Gate Print",
    subtitle: "Arches within arches, and one cat",
    story:
      "Everyone photographs the gate; nobody photographs the cat. Samir drew both, in five flat colours, on a morning when the shops were shut.\n\nThe arches step back one behind the other, and the smallest one lets you out at the other side.",
    materials: "Linocut and screen print on cotton paper",
    made: { place: "Fes, Morocco", material: "Paper", care: "print" },
    facts: { size: [400, 300, 1], grams: 90, euros: 44 },
    colours: ["Cobalt", "Saffron", "Rose"],
    choice: sheets,
    drawn: { form: "print", motif: "arches" },
  },
  {
    name: "Pomegranate Branch Print",
    subtitle: "A botanical with the fruit cut open",
    story:
      "A branch from the yard behind the workshop, drawn in October over three days, while the fruit split and the wasps took an interest. The seeds are printed in a red that contains a little real madder.\n\nFor kitchens, mostly.",
    materials: "Risograph and letterpress on ivory paper",
    made: { place: "Tunis, Tunisia", material: "Paper", care: "print" },
    facts: { size: [400, 300, 1], grams: 85, euros: 38 },
    colours: ["Pomegranate", "Olive"],
    choice: sheets,
    drawn: { form: "print", motif: "branch" },
    states: ["sale"],
  },
  {
    name: "Square Kufic Maze",
    subtitle: "Lettering that turned into a floor plan",
    story:
      "Square kufic was laid in brick around minarets: letters made of straight runs, turning at corners, without a curve to be seen. Read as letters it hardly says anything here; read as a plan it is a very good house.\n\nOne colour, heavy ink, a deep bite in the paper.",
    materials: "Letterpress on 600 g cotton board",
    made: { place: "Cairo, Egypt", material: "Paper", care: "print" },
    facts: { size: [400, 300, 2], grams: 160, euros: 52 },
    colours: ["Ink", "Emerald", "Madder"],
    drawn: { form: "print", motif: "maze" },
  },
  {
    name: "Night Market Poster",
    subtitle: "Lanterns, roofs and a thin moon",
    story:
      "We made it for our own opening and there were forty left. People kept taking them off the wall, so we printed more.\n\nOffset on a paper with some tooth, rolled and never folded.",
    materials: "Offset print on uncoated paper",
    made: { place: "Izmir, Turkey", material: "Paper", care: "print" },
    facts: { size: [700, 500, 1], grams: 140, euros: 22 },
    colours: ["Ink", "Plum"],
    drawn: { form: "print", motif: "market" },
    states: ["new"],
  },
  {
    name: "Letter Set with Lined Envelopes",
    subtitle: "Ten sheets, ten envelopes, no excuse",
    story:
      "The envelopes are lined with the ends of marbled sheets that were too good to pulp, so every one opens on a different sky. The paper has a deckle edge and takes a while to dry, which gives you time to think.\n\nTied, not wrapped.",
    materials: "Cotton paper, marbled lining",
    made: { place: "Istanbul, Turkey", material: "Cotton paper", care: "paperGoods" },
    facts: { size: [220, 160, 20], grams: 260, euros: 26 },
    colours: ["Rose", "Sea", "Saffron"],
    drawn: { form: "letters", motif: "combed" },
  },
  {
    name: "Goat Leather Sketchbook",
    subtitle: "Thick paper, a wrap cover, a bone toggle",
    story:
      "It closes with a thong and a toggle, like the saddle books carried by surveyors. The paper is 180 grams and has seen watercolour without buckling much.\n\nThe leather is left raw and will remember every table it lies on.",
    materials: "Goat leather, 180 g drawing paper",
    made: { place: "Udaipur, India", material: "Leather and paper", care: "leather" },
    facts: { size: [230, 170, 30], grams: 540, euros: 46 },
    colours: ["Cognac", "Black", "Olive"],
    choice: books,
    drawn: { form: "wrap", motif: "leather" },
  },
  {
    name: "Marbled Wrapping Sheets",
    subtitle: "Five large sheets, all different",
    story:
      "Meant for presents, used for drawers, lampshades and one kitchen cupboard that we have seen pictures of. Printed from five originals that hang in the studio at Üsküdar.\n\nLarge enough for a lute, we have tried.",
    materials: "Offset on 90 g wrapping paper",
    made: { place: "Üsküdar, Turkey", material: "Paper", care: "paperGoods" },
    facts: { size: [700, 500, 1], grams: 190, euros: 15 },
    colours: ["Coral", "Lapis", "Sage"],
    drawn: { form: "sheets", motif: "stone" },
  },
  {
    name: "Date Palm Calendar",
    subtitle: "A perpetual calendar without weekdays",
    story:
      "Twelve leaves of a palm, one for each month, and a little brass pin for the day. It has no year and no weekdays, so it never runs out, and it will not tell you that it is Monday.\n\nBirthdays may be written along the fronds.",
    materials: "Letterpress on board, brass pin",
    made: { place: "Muscat, Oman", material: "Paper and brass", care: "print" },
    facts: { size: [400, 300, 3], grams: 240, euros: 32 },
    colours: ["Emerald", "Terracotta"],
    drawn: { form: "print", motif: "palm" },
    states: ["few"],
  },
];
