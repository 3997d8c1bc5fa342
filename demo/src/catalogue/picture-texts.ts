// What a picture shows, in words, for people who do not see it.
import type { FamilyName } from "./draft.ts";
import type { PictureView } from "./types.ts";

const views: Record<FamilyName, Record<PictureView, string>> = {
  rugs: {
    front: "laid flat, seen from above with its fringe",
    detail: "close up at a corner: border, knots and fringe",
    in_use: "on the floor of a sunlit room, beside a low stool",
  },
  tiles: {
    front: "laid as a panel",
    detail: "close up: glaze, cut edges and joints",
    in_use: "on the wall behind a shelf with two vessels",
  },
  ceramics: {
    front: "standing on a pale table",
    detail: "close up: glaze and brushwork",
    in_use: "in an arched niche, with a branch of olive",
  },
  lanterns: {
    front: "lit, against an evening wall",
    detail: "close up: the metal and the light behind it",
    in_use: "lighting a niche at dusk",
  },
  textiles: {
    front: "seen from the front",
    detail: "close up: weave and pattern",
    in_use: "on a wooden bench by a plastered wall",
  },
  spices: {
    front: "packed, with a small heap of the contents in front",
    detail: "close up of the contents",
    in_use: "on a kitchen shelf beside a mortar",
  },
  baskets: {
    front: "seen from the front",
    detail: "close up: the weave",
    in_use: "by a wall, holding branches",
  },
  glassware: {
    front: "standing in soft light",
    detail: "close up: rim, colour and small bubbles",
    in_use: "on a table by a window, with oranges",
  },
  paper: {
    front: "seen from the front",
    detail: "close up: paper and ink",
    in_use: "on display in a quiet room",
  },
  soaps: {
    front: "on a stone plinth",
    detail: "close up: surface and label",
    in_use: "beside a basin with a folded towel",
  },
  jewellery: {
    front: "laid on pale stone",
    detail: "close up: metal and stones",
    in_use: "on a small stand beside a dish",
  },
  leather: {
    front: "seen from the front",
    detail: "close up: grain and stitching",
    in_use: "on a bench in an entrance hall",
  },
  brass: {
    front: "seen from the front",
    detail: "close up: engraving and hammer marks",
    in_use: "on a shelf in an arched niche",
  },
  furniture: {
    front: "standing on a stone floor",
    detail: "close up: joints, carving and inlay",
    in_use: "in a room with a rug and a plant",
  },
  instruments: {
    front: "seen from the front",
    detail: "close up: wood, skin and strings",
    in_use: "leaning in the corner of a music room",
  },
};

export type PictureSubject = {
  readonly family: FamilyName;
  readonly name: string;
  readonly view: PictureView;
  readonly colour?: string;
};

export function pictureText({ family, name, view, colour }: PictureSubject): string {
  const subject = colour ? `${name} in ${colour.toLowerCase()}` : name;
  return `${subject}, ${views[family][view]}.`;
}
