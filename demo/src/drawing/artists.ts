// Who draws what.
import type { FamilyName } from "../catalogue/draft.ts";
import { baskets } from "./families/baskets.ts";
import { brass } from "./families/brass.ts";
import { ceramics } from "./families/ceramics.ts";
import { furniture } from "./families/furniture.ts";
import { glassware } from "./families/glassware.ts";
import { instruments } from "./families/instruments.ts";
import { jewellery } from "./families/jewellery.ts";
import { lanterns } from "./families/lanterns.ts";
import { leather } from "./families/leather.ts";
import { paper } from "./families/paper.ts";
import { rugs } from "./families/rugs.ts";
import { soaps } from "./families/soaps.ts";
import { spices } from "./families/spices.ts";
import { textiles } from "./families/textiles.ts";
import { tiles } from "./families/tiles.ts";
import type { Artist } from "./subject.ts";

export const artists: Record<FamilyName, Artist> = {
  rugs,
  tiles,
  ceramics,
  lanterns,
  textiles,
  spices,
  baskets,
  glassware,
  paper,
  soaps,
  jewellery,
  leather,
  brass,
  furniture,
  instruments,
};
