// Ceramics, written by hand.
import { choice, type Draft } from "../draft.ts";

const setOf = choice("Set", ["Single", 1], ["Set of four", 3.6]);
const twoSizes = choice("Size", ["Medium", 1], ["Large", 1.5]);

export const ceramics: readonly Draft[] = [
  {
    name: "Safi Couscous Bowl",
    subtitle: "Wide enough for the whole table",
    story:
      "Friday in Safi smells of steam and coriander. The bowl that comes to the table is as wide as two hands can hold, low enough to reach across, and painted by people who will eat from one just like it.\n\nAbdellah throws them on a kick wheel in the potters' quarter; his sister Zohra draws the bands.",
    materials: "Red earthenware, white slip, clear glaze",
    made: { place: "Safi, Morocco", material: "Earthenware", care: "painted" },
    facts: { size: [340, 340, 120], grams: 2100, euros: 68 },
    colours: ["Cobalt", "Emerald", "Saffron"],
    choice: twoSizes,
    drawn: { form: "bowl", motif: "bands" },
    states: ["featured"],
  },
  {
    name: "Nabeul Olive Dish",
    subtitle: "One for the olives, one for the stones",
    story:
      "A small dish with a smaller one growing out of its side. In Nabeul nobody needs to be told what the little one is for.\n\nThe leaf is painted in three strokes, and if you look at a shelf of them you can tell which were done before lunch.",
    materials: "Earthenware with brush-painted leaves",
    made: { place: "Nabeul, Tunisia", material: "Earthenware", care: "painted" },
    facts: { size: [170, 120, 50], grams: 380, euros: 19 },
    colours: ["Olive", "Cobalt"],
    choice: setOf,
    drawn: { form: "smallbowl", motif: "leaves" },
  },
  {
    name: "Ounagha Tagine",
    subtitle: "Unglazed outside, glazed where it counts",
    story:
      "The cone is not decoration: steam climbs it, cools, and runs back down, and a shoulder of lamb gets by on half a cup of water. Potters at Ounagha leave the outside bare so it can breathe.\n\nIt asks for a slow start and a soak before the first meal. After that it forgives nearly everything.",
    materials: "Coarse red clay, lead-free inner glaze",
    made: { place: "Essaouira, Morocco", material: "Earthenware", care: "clay" },
    facts: { size: [290, 290, 240], grams: 3400, euros: 54 },
    colours: ["Terracotta", "Ink"],
    choice: twoSizes,
    drawn: { form: "tagine", motif: "incised" },
  },
  {
    name: "Rishtan Lagan Plate",
    subtitle: "A serving plate with a turquoise sun",
    story:
      "The glaze at Rishtan is made from the ash of a desert plant, and it is what turns the copper that particular, slightly milky blue. A sun in the middle, seeds all around: the drawing has been in Alisher's family for five generations.\n\nMeant for plov, lovely with peaches.",
    materials: "Red clay, ishkor plant-ash glaze",
    made: { place: "Rishtan, Uzbekistan", material: "Earthenware", care: "painted" },
    facts: { size: [320, 320, 50], grams: 1500, euros: 76 },
    colours: ["Turquoise", "Cobalt"],
    choice: twoSizes,
    drawn: { form: "plate", motif: "sun" },
  },
  {
    name: "Kütahya Tulip Plate",
    subtitle: "Carnation, tulip and a saz leaf",
    story:
      "The tulip came from the mountains before it came to Holland, and Kütahya has painted it ever since. Black outlines first, then the blue, and the red last of all because it stands up from the plate like wax.\n\nSevgi paints four in a day and signs them on the foot in pencil, under the glaze.",
    materials: "Quartz-rich fritware, underglaze painting",
    made: { place: "Kütahya, Turkey", material: "Fritware", care: "painted" },
    facts: { size: [260, 260, 30], grams: 780, euros: 58 },
    colours: ["Ivory", "Lapis"],
    choice: setOf,
    drawn: { form: "plate", motif: "tulip" },
    states: ["new"],
  },
  {
    name: "Menemen Water Jug",
    subtitle: "Cools a room and the water in it",
    story:
      "Set an unglazed jug in a draught and the water inside loses five degrees by evening. Menemen's potters have shaped it for exactly that: a narrow neck against the dust, a foot that lets air underneath.\n\nWe asked for a glaze on the shoulder only, so it may still sweat where it should.",
    materials: "Porous earthenware, half glazed",
    made: { place: "Menemen, Turkey", material: "Earthenware", care: "clay" },
    facts: { size: [190, 170, 280], grams: 1600, euros: 46 },
    colours: ["Clay", "Sea", "Chalk"],
    drawn: { form: "jug", motif: "dip" },
  },
  {
    name: "Tamegroute Green Bowl",
    subtitle: "The green that no kiln repeats",
    story:
      "Copper, manganese, a little barley flour, and a kiln fed with palm wood: Tamegroute's green has been made on the edge of the desert for four hundred years, and it still does as it likes.\n\nExpect drips, craters and a kiss mark where it touched its neighbour. These are graded by shade, never by perfection.",
    materials: "Draa valley clay, copper glaze",
    made: { place: "Tamegroute, Morocco", material: "Earthenware", care: "glazed" },
    facts: { size: [180, 180, 80], grams: 620, euros: 28 },
    colours: ["Emerald", "Honey"],
    choice: setOf,
    drawn: { form: "footbowl", motif: "drip" },
    states: ["featured"],
  },
  {
    name: "Zerhoun Oil Jar",
    subtitle: "Two handles, one cork, a litre of oil",
    story:
      "Every house on the slopes of Zerhoun has jars like this in the dark of the stairs. The shape is Roman, more or less; Volubilis is twenty minutes down the road.\n\nWe sell it for oil. People also write to us about umbrellas, wooden spoons and dried branches.",
    materials: "Stoneware, iron-speckled glaze, cork",
    made: { place: "Moulay Idriss, Morocco", material: "Stoneware", care: "glazed" },
    facts: { size: [160, 160, 300], grams: 1900, euros: 62 },
    colours: ["Natural", "Olive", "Ink"],
    drawn: { form: "amphora", motif: "speckle" },
  },
  {
    name: "Avanos Wine Cup",
    subtitle: "River clay with a thumbprint for your thumb",
    story:
      "The Kızılırmak runs red through Avanos, and the potters dig from its banks after the spring flood. Each cup is pinched once while still wet, just where a thumb wants to go.\n\nGood for wine, water, and the last two olives.",
    materials: "Red river clay, ash glaze inside",
    made: { place: "Avanos, Turkey", material: "Earthenware", care: "glazed" },
    facts: { size: [80, 80, 90], grams: 240, euros: 22 },
    colours: ["Terracotta", "Sage", "Plum"],
    choice: setOf,
    drawn: { form: "cup", motif: "dip" },
  },
  {
    name: "Hebron Sun Mug",
    subtitle: "A breakfast mug with painted rays",
    story:
      "It holds a proper amount of coffee, the handle takes three fingers, and the rays run all the way round so nobody ends up with the plain side.\n\nThe workshop is run by two cousins who disagree about music and agree about cobalt.",
    materials: "White earthenware, underglaze painting",
    made: { place: "Hebron, Palestine", material: "Earthenware", care: "glazed" },
    facts: { size: [120, 88, 95], grams: 360, euros: 24 },
    colours: ["Saffron", "Cobalt", "Rose"],
    choice: setOf,
    drawn: { form: "mug", motif: "rays" },
  },
  {
    name: "Fustat Tall Vase",
    subtitle: "Slim shoulders for three long stems",
    story:
      "Fustat was the potters' town before there was a Cairo, and sherds with this shoulder still come up when a drain is dug. Mona Sabry redrew it for flowers: narrow mouth, heavy foot, nothing to knock over.\n\nThe glaze breaks to rust on every edge.",
    materials: "Stoneware, iron and rutile glaze",
    made: { place: "Old Cairo, Egypt", material: "Stoneware", care: "glazed" },
    facts: { size: [130, 130, 340], grams: 1450, euros: 84 },
    colours: ["Sea", "Chalk", "Rust"],
    drawn: { form: "tallvase", motif: "drip" },
  },
  {
    name: "Bahla Incense Cup",
    subtitle: "A small burner with a pierced skirt",
    story:
      "In Bahla the kilns stand between the date palms, and incense cups are made by the hundred before each feast. A pinch of frankincense, one glowing coal, and the house is ready for guests.\n\nThe holes are cut with a date-palm spine. Look closely and you will see that no two are round.",
    materials: "Low-fired clay, lime slip",
    made: { place: "Bahla, Oman", material: "Earthenware", care: "candle" },
    facts: { size: [95, 95, 110], grams: 310, euros: 26 },
    colours: ["Clay", "Chalk", "Turquoise"],
    drawn: { form: "incense", motif: "pierced" },
    states: ["new"],
  },
  {
    name: "Guellala Moon Vase",
    subtitle: "Round as a full moon, slightly shy of it",
    story:
      "On Djerba the clay is dug from galleries under the olive trees and carried up on donkeys. Thrown in two halves and joined, the moon vase keeps a faint line around its middle where the halves met.\n\nOne branch is enough. None is fine as well.",
    materials: "White Djerba clay, satin glaze",
    made: { place: "Djerba, Tunisia", material: "Earthenware", care: "glazed" },
    facts: { size: [250, 250, 260], grams: 2300, euros: 96 },
    colours: ["Ivory", "Indigo", "Clay"],
    drawn: { form: "moonvase", motif: "speckle" },
    states: ["featured"],
  },
  {
    name: "Khurja Spice Jar",
    subtitle: "A lidded jar with a blue lattice",
    story:
      "Khurja has five hundred kilns, and on the street of the small ones Mr Ansari makes only jars with lids. He throws the lid first and then the jar to fit it, which he says is the wrong way round and works.\n\nThe lattice is painted free hand with a squirrel brush.",
    materials: "Stoneware, cobalt underglaze",
    made: { place: "Khurja, India", material: "Stoneware", care: "glazed" },
    facts: { size: [110, 110, 150], grams: 680, euros: 38 },
    colours: ["Cobalt", "Olive", "Terracotta"],
    choice: twoSizes,
    drawn: { form: "jar", motif: "lattice" },
    states: ["sale"],
  },
  {
    name: "Lalejin Teapot",
    subtitle: "Short spout, turquoise, pours without a drip",
    story:
      "A teapot is judged by its last drop. The ones from Lalejin stop cleanly, because the lip of the spout is cut with a wire while the clay is leather hard.\n\nIt holds four glasses. The lid has a hole you cover with a finger if you want to pour slowly and look skilled.",
    materials: "Earthenware, alkaline glaze",
    made: { place: "Lalejin, Iran", material: "Earthenware", care: "glazed" },
    facts: { size: [230, 140, 150], grams: 840, euros: 58 },
    colours: ["Turquoise", "Lapis", "Honey"],
    drawn: { form: "teapot", motif: "plain" },
  },
  {
    name: "Ait Ben Planter",
    subtitle: "A ribbed pot for herbs on a sill",
    story:
      "The ribs come from the potter's fingers and stay because nobody smooths them away. There is a hole in the bottom and a saucer that really is wide enough.\n\nBasil, mint or a lemon seedling. Terracotta drinks, so water a little more than the label says.",
    materials: "Terracotta with a whitewash or coloured slip",
    made: { place: "Ouarzazate, Morocco", material: "Terracotta", care: "clay" },
    facts: { size: [200, 200, 190], grams: 1700, euros: 34 },
    colours: ["Terracotta", "Chalk", "Sage"],
    choice: twoSizes,
    drawn: { form: "planter", motif: "ribs" },
  },
  {
    name: "Mosaic Dot Salad Bowl",
    subtitle: "Hundreds of dots, put on with a nail",
    story:
      "Emel dips the head of a nail in glaze and touches the bowl, and then does it again some seven hundred times. Radio on, tea going cold.\n\nDots inside as well, so the bowl is prettiest when the salad is finished.",
    materials: "Stoneware, slip-trailed dots",
    made: { place: "İznik, Turkey", material: "Stoneware", care: "glazed" },
    facts: { size: [270, 270, 110], grams: 1350, euros: 64 },
    colours: ["Indigo", "Coral", "Ivory"],
    drawn: { form: "bowl", motif: "dots" },
    states: ["few"],
  },
  {
    name: "Sejnane Hand-Built Bowl",
    subtitle: "Fired in an open hearth, painted with mastic",
    story:
      "The women of Sejnane use no wheel and no kiln. Clay is coiled, polished with a shell, and fired under dung cakes in the yard; the black figures are drawn with the juice of the mastic tree.\n\nSmoke leaves its clouds wherever it wants to. Best kept for bread, nuts and dry things.",
    materials: "Hand-coiled clay, ochre and mastic",
    made: { place: "Sejnane, Tunisia", material: "Earthenware", care: "clay" },
    facts: { size: [220, 220, 100], grams: 950, euros: 49 },
    colours: ["Sand", "Rust"],
    drawn: { form: "deepbowl", motif: "berber" },
  },
];
