// Basket bodies, with their handles, lids and rims.
import { outlineOf, rimAt } from "../lathe.ts";
import { circlePath, pairs } from "../shapes.ts";
import { px, radial, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { coil, wovenBody } from "./basket-weave.ts";
import { type BasketForm, handlesOf, topOf, rimLine } from "./basket-handles.ts";

export const forms: Record<string, BasketForm> = {
  tote: {
    profile: pairs("340,460 340,460 330,380 290,180 240,20 220,0"),
    look: { rows: 17, count: 30 },
    handles: "long",
  },
  pointed: {
    profile: pairs("300,150 300,150 280,60 220,0"),
    look: { rows: 8, count: 36 },
    lid: "cone",
  },
  hamper: {
    profile: pairs("270,760 270,760 262,500 246,200 240,0"),
    look: { rows: 30, count: 28, slant: 0.1 },
    handles: "ears",
  },
  drum: {
    profile: pairs("330,480 330,480 350,300 340,100 310,0"),
    look: { rows: 20, count: 36, slant: 0.2 },
    handles: "ears",
  },
  trug: {
    profile: pairs("390,230 390,230 370,160 280,30 240,0"),
    look: { rows: 12, count: 34, slant: 0 },
    handles: "hoop",
  },
  planter: {
    profile: pairs("290,470 290,470 300,380 292,160 250,0"),
    look: { rows: 17, count: 28 },
  },
  bowl: {
    profile: pairs("350,280 350,280 346,200 290,70 180,0"),
    look: { rows: 20, count: 50, slant: 0.9 },
  },
  shopper: {
    profile: pairs("310,560 310,560 300,300 284,0"),
    look: { rows: 20, count: 22, slant: 0 },
    handles: "long",
  },
  urn: {
    profile: pairs("170,620 170,620 180,580 300,430 330,300 280,100 210,0"),
    look: { rows: 21, count: 36, slant: 0.4 },
  },
  picnic: {
    profile: pairs("380,330 380,330 380,200 360,0"),
    look: { rows: 14, count: 28, slant: 0 },
    handles: "hoop",
    lid: "flat",
  },
};

function flatBasket(subject: Subject): Piece {
  const stretch = subject.form === "oval" ? 1.42 : 1;
  const radius = subject.form === "oval" ? 300 : 410;
  const light = radial(
    subject.sheet,
    [0.36, 0.32, 0.75],
    stops(
      "0 #fff4da 0.3, 0.5 #fff4da 0, 0.86 #2a1608 0.1, 0.93 #2a1608 0.34, 0.97 #fff4da 0.2, 1 #2a1608 0.4",
    ),
  );
  return {
    markup: `${coil(subject, { radius, rings: subject.form === "oval" ? 17 : 21, stretch })}<ellipse rx="${px(radius * stretch)}" ry="${radius}" fill="${light}"/>`,
    width: radius * 2 * stretch,
    height: radius * 2,
    outline: circlePath([0, 0], radius * stretch, 1 / stretch),
  };
}

export const isFlat = ({ form }: Subject) => form === "disc" || form === "oval";

export function basketPiece(subject: Subject): Piece {
  if (isFlat(subject)) return flatBasket(subject);
  const form = forms[subject.form] ?? {
    profile: [
      [300, 400],
      [260, 0],
    ],
    look: { rows: 16, count: 30 },
  };
  const { behind, before } = handlesOf(subject, form);
  const height =
    rimAt(form.profile)[1] +
    (form.handles === "long" ? 230 : form.handles === "hoop" ? 310 : form.lid === "cone" ? 470 : 40);
  const opening = topOf(subject, form);
  const [first, second] = form.lid ? ["", opening] : [opening, ""];
  return {
    markup:
      behind +
      first +
      wovenBody(subject, form.profile, form.look) +
      (form.lid ? "" : rimLine(subject, form.profile)) +
      second +
      before,
    width: Math.max(...form.profile.map(([radius]) => radius)) * 2,
    height,
    outline: outlineOf(form.profile),
  };
}
