// Profiles of glass, from the top down; some pieces are several bodies.
import { pairs } from "../shapes.ts";
import type { Profile } from "../lathe.ts";

export type GlassBody = { readonly profile: Profile; readonly x?: number; readonly fill?: number };

export const glassForms: Record<string, readonly GlassBody[]> = {
  tumbler: [
    {
      profile: pairs("196,470 196,470 190,330 166,60 150,6 140,0"),
    },
  ],
  tulip: [
    {
      profile: pairs("150,500 150,500 132,430 96,330 98,290 146,160 140,60 90,10 84,0"),
      fill: 0.78,
    },
  ],
  carafe: [
    {
      profile: pairs("84,660 84,660 70,620 62,520 90,440 210,320 240,190 180,30 130,0"),
    },
  ],
  goblet: [
    {
      profile: pairs("170,640 170,640 186,520 160,400 60,318 24,280 24,100 40,50 140,14 150,0"),
    },
  ],
  perfume: [
    {
      profile: pairs("26,520 26,520 24,440 70,390 120,260 110,100 50,40 96,8 98,0"),
    },
  ],
  vase: [
    {
      profile: pairs("160,700 160,700 110,620 96,520 170,360 190,250 140,80 96,30 120,0"),
    },
  ],
  bowl: [
    {
      profile: pairs("370,300 370,300 352,220 270,70 170,0"),
    },
  ],
  jug: [
    {
      profile: pairs("170,560 170,560 140,480 150,420 216,260 210,120 150,6 140,0"),
    },
  ],
  teaglass: [
    {
      profile: pairs("156,500 156,500 150,380 128,60 118,0"),
    },
  ],
  swan: [
    {
      profile: pairs("34,470 36,430 70,380 180,270 200,170 140,30 100,0"),
    },
  ],
  trio: [
    {
      profile: pairs("40,560 40,560 32,520 34,440 92,350 104,200 96,20 84,0"),
      x: -250,
    },
    {
      profile: pairs("44,330 44,330 36,300 50,260 140,180 144,110 80,10 72,0"),
      x: 10,
    },
    {
      profile: pairs("36,430 36,430 28,396 50,330 78,260 60,200 100,110 86,10 76,0"),
      x: 260,
    },
  ],
  storm: [
    {
      profile: pairs("150,720 150,720 140,640 176,440 150,250 120,170 120,170"),
    },
  ],
};
