// Who draws what.
import type { FamilyName } from "../catalogue/draft.ts";
import { ceramics } from "./families/ceramics.ts";
import { lanterns } from "./families/lanterns.ts";
import { rugs } from "./families/rugs.ts";
import { textiles } from "./families/textiles.ts";
import { tiles } from "./families/tiles.ts";
import type { Artist } from "./subject.ts";

export const artists: Record<FamilyName, Artist> = {
  rugs,
  tiles,
  ceramics,
  lanterns,
  textiles,
  spices: ceramics,
  baskets: ceramics,
  glassware: ceramics,
  paper: ceramics,
  soaps: ceramics,
  jewellery: ceramics,
  leather: ceramics,
  brass: ceramics,
  furniture: ceramics,
  instruments: ceramics,
};
