// Care notes by material; several products share one, as they do in any good shop.
export const careNotes = {
  pileRug:
    "Vacuum gently with the pile and without a beater bar. Turn the rug twice a year so that it wears and fades evenly. Blot spills with cold water at once; have it washed by hand every few years.",
  kilim:
    "Shake outdoors and vacuum flat. Reversible, so turn it over now and then. Blot spills with cold water and wool soap; wash professionally, never in a machine. Use an underlay on smooth floors.",
  ragRug:
    "Wash cool and gently if your machine has room for it, then dry flat in the shade. Loose ends may be trimmed, never pulled.",
  tile: "Set with narrow joints and seal before and after grouting. Clean with neutral soap; avoid vinegar, lemon and bleach. Fine crackle and small chips are part of the material.",
  glazed:
    "Safe for food. Dishwasher safe on a gentle programme, though washing by hand keeps the glaze bright for longer. Avoid sudden changes of temperature.",
  painted:
    "Safe for food. Wash by hand with a soft sponge; the painting lies under the glaze but its gold and lustre lines do not like the dishwasher.",
  clay: "Soak for two hours before the first use and heat slowly, on a diffuser if you cook with gas. Wash by hand without strong detergent and let it dry fully before storing.",
  lantern:
    "Dust with a soft brush. Fit an LED bulb of no more than the wattage on the label. Brass may be polished or left to darken; both are right.",
  candle:
    "Never leave a burning candle alone. Let wax harden and lift it out, then wipe with warm water. Keep away from curtains.",
  cotton:
    "Machine wash at 30 °C with similar colours, line dry, iron warm on the reverse. The first wash may give off a little dye.",
  linen:
    "Machine wash at 40 °C, shake out well and line dry. It gets softer each time; ironing is a matter of taste.",
  wool: "Air often and wash rarely. Hand wash cool with wool soap, roll in a towel, dry flat. Store with cedar or lavender.",
  silk: "Dry clean, or hand wash cool with silk soap and without wringing. Iron on the reverse while damp. Keep out of strong sun.",
  spice:
    "Keep closed, cool and out of the light. Best within a year of opening; whole spices keep their scent longer than ground ones.",
  tea: "Keep closed and dry, away from coffee and spices. Best within eighteen months.",
  basket:
    "Wipe with a damp cloth and dry in the air. If it loses its shape, dampen it, stuff it with paper and let it dry. Keep out of long rain.",
  glass:
    "Wash by hand in warm water. Not for the oven. Small bubbles and a slight tilt come from the pipe, not from a fault.",
  paperGoods: "Keep dry and out of direct sun. Marks on the cover can be lifted with a soft eraser.",
  print: "Frame behind glass with a mount so that the ink does not touch it. Hang out of direct sun.",
  soap: "Let the bar dry between uses on a dish that drains. A pale bloom on the surface is natural and washes off.",
  oil: "Close well and keep below 25 °C, out of the light. Try a little on the inside of the arm first. Use within nine months of opening.",
  silver:
    "Polish with a dry silver cloth. Take it off before swimming or showering and keep it in its pouch.",
  beads:
    "Keep dry and away from perfume. Wipe with a soft cloth after wearing. Restring every few years if worn daily.",
  leather:
    "Wipe with a dry cloth and feed with a neutral cream twice a year. If wet, stuff with paper and dry away from heat. Marks and tone deepen with use.",
  suedeSole:
    "For the house and dry days. Brush the lining, air after wearing, and let the uppers stretch to your foot over a week.",
  brass:
    "Wash by hand and dry at once. Polish with lemon and salt for shine, or let it mellow. The inside of cooking and drinking pieces is tinned.",
  wood: "Dust with a dry cloth and oil once a year. Keep away from radiators; wood moves a little with the seasons.",
  instrument:
    "Keep between 40 and 60 % humidity and loosen the strings or skins a little for travel. Wipe after playing.",
} as const;

export type CareKey = keyof typeof careNotes;
