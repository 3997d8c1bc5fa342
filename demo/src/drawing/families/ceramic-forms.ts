// Profiles of pots, and the parts that are not turned: handles, spouts, lids.
import { pairs } from "../shapes.ts";
import type { Profile } from "../lathe.ts";

export type Form = {
  readonly profile: Profile;
  readonly open: boolean;
  readonly finish: "gloss" | "satin" | "matt";
  /** The part of the height that carries a pattern, from and to. */
  readonly field: readonly [from: number, to: number];
};

const forms: Record<string, Form> = {
  bowl: {
    profile: pairs("390,300 390,300 372,236 292,96 150,26 150,26 158,0"),
    open: true,
    finish: "gloss",
    field: [0.94, 0.3],
  },
  footbowl: {
    profile: pairs("310,330 310,330 306,270 254,150 140,84 112,66 112,66 146,0"),
    open: true,
    finish: "gloss",
    field: [0.9, 0.3],
  },
  deepbowl: {
    profile: pairs("300,350 300,350 328,250 300,130 200,20 170,0"),
    open: true,
    finish: "matt",
    field: [0.9, 0.28],
  },
  smallbowl: {
    profile: pairs("290,190 290,190 274,140 200,44 130,0"),
    open: true,
    finish: "gloss",
    field: [0.9, 0.25],
  },
  tagine: {
    profile: pairs("46,560 56,546 40,500 40,500 70,440 150,310 290,190 318,170 318,170"),
    open: false,
    finish: "matt",
    field: [0.8, 0.42],
  },
  jug: {
    profile: pairs("112,640 112,640 96,590 92,520 190,400 232,270 190,110 128,0"),
    open: true,
    finish: "satin",
    field: [0.66, 0.2],
  },
  amphora: {
    profile: pairs("104,700 104,700 84,670 84,610 190,520 250,400 210,220 120,30 112,0"),
    open: true,
    finish: "satin",
    field: [0.76, 0.25],
  },
  cup: {
    profile: pairs("210,430 210,430 214,300 190,120 140,40 140,40 152,0"),
    open: true,
    finish: "satin",
    field: [0.9, 0.2],
  },
  mug: {
    profile: pairs("200,420 200,420 206,300 206,120 180,18 166,0"),
    open: true,
    finish: "gloss",
    field: [0.88, 0.16],
  },
  tallvase: {
    profile: pairs("78,860 78,860 60,820 64,760 150,640 176,520 140,260 108,40 116,0"),
    open: true,
    finish: "gloss",
    field: [0.86, 0.1],
  },
  incense: {
    profile: pairs("176,480 176,480 170,400 92,300 70,262 92,226 170,40 178,0"),
    open: true,
    finish: "matt",
    field: [0.5, 0.06],
  },
  moonvase: {
    profile: pairs("82,640 82,640 66,612 74,592 236,500 318,320 250,120 130,10 120,0"),
    open: true,
    finish: "satin",
    field: [0.84, 0.2],
  },
  jar: {
    profile: pairs("176,470 176,470 196,440 234,340 232,180 184,30 168,0"),
    open: false,
    finish: "gloss",
    field: [0.9, 0.1],
  },
  teapot: {
    profile: pairs("120,350 120,350 210,310 276,200 220,60 150,0"),
    open: false,
    finish: "gloss",
    field: [0.84, 0.2],
  },
  planter: {
    profile: pairs("280,500 280,500 286,436 262,420 262,420 236,200 196,0"),
    open: true,
    finish: "matt",
    field: [0.8, 0.1],
  },
};

const fallback: Form = {
  profile: pairs("200,420 200,420 206,120 166,0"),
  open: true,
  finish: "gloss",
  field: [0.88, 0.16],
};

/** The form's profile, widened and raised a little by two factors so that no two pots are twins. */
export function formOf(name: string, factors: { wide: number; high: number }): Form {
  const form = forms[name] ?? fallback;
  return {
    ...form,
    profile: form.profile.map(([radius, height]) => [radius * factors.wide, height * factors.high] as const),
  };
}
