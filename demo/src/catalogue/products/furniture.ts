// Furniture, written by hand.
import { choice, type Draft } from "../draft.ts";

export const furniture: readonly Draft[] = [
  {
    name: "Khatam Octagon Table",
    subtitle: "A side table with an inlaid star",
    story:
      "Eight sides, eight arches, and a star of bone and walnut on top that took longer than the table. The arches are there so that you can pull it towards you with one foot.\n\nIt is the right height for a glass when you sit on the floor, and for a lamp when you do not.",
    materials: "Walnut with camel bone and brass inlay",
    made: { place: "Damascus tradition, Syria", material: "Walnut", care: "wood" },
    facts: { size: [480, 480, 520], grams: 8200, euros: 420 },
    colours: ["Walnut", "Black"],
    drawn: { form: "octagon", motif: "star" },
    states: ["featured"],
  },
  {
    name: "Rush Seat Stool",
    subtitle: "Four legs, a woven square, no screws",
    story:
      "The stools outside every tea house from Izmir to Mardin. Beech legs, pegged, and a seat of river rush that is twisted as it is woven and squeaks once when you sit down.\n\nStacks on its side. Weighs less than a watermelon.",
    materials: "Beech, rush",
    made: { place: "Tarsus, Turkey", material: "Beech and rush", care: "wood" },
    facts: { size: [330, 330, 430], grams: 2100, euros: 78 },
    colours: ["Natural", "Cobalt", "Olive"],
    choice: choice("Height", ["Low, 32 cm", 0.85], ["Standard, 43 cm", 1]),
    drawn: { form: "stool", motif: "rush" },
    states: ["featured"],
  },
  {
    name: "Mashrabiya Folding Screen",
    subtitle: "Three panels of turned lattice",
    story:
      "Hundreds of turned pieces, none thicker than a finger, held together without a nail or a drop of glue, so that they may swell and shrink as they please. From inside one sees out; from outside one sees a pattern.\n\nIn the afternoon it lays a second screen on the floor.",
    materials: "Beech and walnut, brass hinges",
    made: { place: "Cairo, Egypt", material: "Beech and walnut", care: "wood" },
    facts: { size: [1350, 30, 1700], grams: 19000, euros: 890 },
    colours: ["Walnut", "Honey"],
    drawn: { form: "screen", motif: "lattice" },
    states: ["few"],
  },
  {
    name: "Painted Dowry Chest",
    subtitle: "Flowers on the lid, cedar on the inside",
    story:
      "A bride's chest carried everything and then stood at the foot of the bed for fifty years. We keep the cedar, the iron corners and the painted flowers, and have added a lid stay so nobody's fingers suffer.\n\nThe painter signs inside, under the till.",
    materials: "Cedar, mineral paint, wrought iron",
    made: { place: "Tetouan, Morocco", material: "Cedar", care: "wood" },
    facts: { size: [950, 450, 480], grams: 24000, euros: 760 },
    colours: ["Emerald", "Madder", "Indigo"],
    drawn: { form: "chest", motif: "flowers" },
    states: ["new"],
  },
  {
    name: "Cedar Reading Stand",
    subtitle: "One board, cut to open like a book",
    story:
      "A rehal is sawn from a single plank so that the two halves fold through each other. Try to work out how with one in your hands; it is a better puzzle than most.\n\nHolds a heavy cookery book open at the right page.",
    materials: "Cedar, carved",
    made: { place: "Srinagar, India", material: "Cedar", care: "wood" },
    facts: { size: [380, 220, 260], grams: 900, euros: 58 },
    colours: ["Honey", "Walnut"],
    drawn: { form: "rehal", motif: "carved" },
    states: ["sale"],
  },
  {
    name: "Folding Tray Stand",
    subtitle: "Six legs that carry any round tray",
    story:
      "Six turned legs on a single pivot: open, they make a star that takes a tray from forty to seventy centimetres; closed, they stand behind the door.\n\nThe pivot is a brass pin through the middle, and you can hear it seat itself.",
    materials: "Turned beech, brass pin",
    made: { place: "Fes, Morocco", material: "Beech", care: "wood" },
    facts: { size: [450, 450, 460], grams: 2300, euros: 86 },
    colours: ["Walnut", "Black"],
    drawn: { form: "traystand", motif: "turned" },
  },
  {
    name: "Keyhole Arch Mirror",
    subtitle: "A mirror with the outline of a gate",
    story:
      "Hang it opposite a window and you have a second window, with a better frame. The moulding is carved with a running knot that begins at the bottom left and, after a good deal of thought, ends there.\n\nTwo hooks at the back, level with one another. We checked.",
    materials: "Carved pine, silvered glass",
    made: { place: "Essaouira, Morocco", material: "Pine", care: "wood" },
    facts: { size: [600, 40, 1000], grams: 9800, euros: 340 },
    colours: ["Chalk", "Walnut", "Turquoise"],
    choice: choice("Height", ["70 cm", 0.7], ["100 cm", 1]),
    drawn: { form: "mirror", motif: "keyhole" },
  },
  {
    name: "Charpai Day Bed Bench",
    subtitle: "Turned legs and a web of cotton tape",
    story:
      "On hot nights all of Rajasthan sleeps on charpais in the yard. Cut down to a bench, it holds two people at the foot of a bed, or one and a dog.\n\nThe tape is woven in a herringbone and can be tightened with a cord when it has learned your weight.",
    materials: "Sheesham wood, cotton tape",
    made: { place: "Jodhpur, India", material: "Sheesham", care: "wood" },
    facts: { size: [1300, 450, 430], grams: 11500, euros: 320 },
    colours: ["Indigo", "Natural", "Rust"],
    drawn: { form: "bench", motif: "tape" },
  },
  {
    name: "Chamba Low Chair",
    subtitle: "Carved back, leather seat, close to the fire",
    story:
      "A chair for people who like to be near the floor without being on it. The back is carved with whorls on both sides, since it will be seen from both.\n\nDeodar, which smells faintly of pencils, and a seat of rawhide thongs.",
    materials: "Deodar cedar, rawhide",
    made: { place: "Chamba, India", material: "Cedar", care: "wood" },
    facts: { size: [480, 460, 720], grams: 5600, euros: 290 },
    colours: ["Walnut", "Honey"],
    drawn: { form: "chair", motif: "whorls" },
    states: ["none"],
  },
  {
    name: "Spice Merchant's Shelf",
    subtitle: "Nine pigeonholes and a pointed crown",
    story:
      "Made to stand on a counter and keep nine spices apart. On a wall it does the same for cups, shells, wool, or a collection of small cars.\n\nPainted twice and rubbed once, on the edges, where hands would have done it.",
    materials: "Pine, milk paint",
    made: { place: "Tunis, Tunisia", material: "Pine", care: "wood" },
    facts: { size: [560, 140, 620], grams: 4600, euros: 148 },
    colours: ["Cobalt", "Sage", "Chalk"],
    drawn: { form: "shelf", motif: "pigeonholes" },
    states: ["new"],
  },
];
