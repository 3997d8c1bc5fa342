// Baskets: woven bodies with handles and lids, trays from above.
import { mix, shade } from "../colour.ts";
import { outlineOf, type Profile } from "../lathe.ts";
import { branch, fruit, palm } from "../props.ts";
import { lay, stand } from "../shadow.ts";
import { circlePath, placed } from "../shapes.ts";
import { linear, px, radial } from "../sheet.ts";
import { flatStage, roomStage, tableStage } from "../stage.ts";
import type { Artist, Piece, Subject } from "../subject.ts";
import { coil, strawsOf, wovenBody, wovenOpening, type WovenLook } from "./basket-weave.ts";

type BasketForm = { readonly profile: Profile; readonly look: WovenLook; readonly handles?: "loops" | "long" | "hoop" | "ears"; readonly lid?: "cone" | "flat" };

const forms: Record<string, BasketForm> = {
  tote: { profile: [[340, 460], [340, 460], [330, 380], [290, 180], [240, 20], [220, 0]], look: { rows: 17, count: 30 }, handles: "long" },
  pointed: { profile: [[300, 150], [300, 150], [280, 60], [220, 0]], look: { rows: 8, count: 36 }, lid: "cone" },
  hamper: { profile: [[270, 760], [270, 760], [262, 500], [246, 200], [240, 0]], look: { rows: 30, count: 28, slant: 0.1 }, handles: "ears" },
  drum: { profile: [[330, 480], [330, 480], [350, 300], [340, 100], [310, 0]], look: { rows: 20, count: 36, slant: 0.2 }, handles: "ears" },
  trug: { profile: [[390, 230], [390, 230], [370, 160], [280, 30], [240, 0]], look: { rows: 12, count: 34, slant: 0 }, handles: "hoop" },
  planter: { profile: [[290, 470], [290, 470], [300, 380], [292, 160], [250, 0]], look: { rows: 17, count: 28 } },
  bowl: { profile: [[350, 280], [350, 280], [346, 200], [290, 70], [180, 0]], look: { rows: 20, count: 50, slant: 0.9 } },
  shopper: { profile: [[310, 560], [310, 560], [300, 300], [284, 0]], look: { rows: 20, count: 22, slant: 0 }, handles: "long" },
  urn: { profile: [[170, 620], [170, 620], [180, 580], [300, 430], [330, 300], [280, 100], [210, 0]], look: { rows: 21, count: 36, slant: 0.4 } },
  picnic: { profile: [[380, 330], [380, 330], [380, 200], [360, 0]], look: { rows: 14, count: 28, slant: 0 }, handles: "hoop", lid: "flat" },
};

function strap(path: string, colour: string, width: number): string {
  return `<path d="${path}" fill="none" stroke="${shade(colour, -0.2)}" stroke-width="${width}" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${colour}" stroke-width="${px(width * 0.7)}" stroke-linecap="round" transform="translate(-2 -3)"/><path d="${path}" fill="none" stroke="#fff2d6" stroke-width="${px(width * 0.14)}" stroke-dasharray="9 8" opacity=".5" transform="translate(-3 -4)"/>`;
}

function handlesOf(subject: Subject, form: BasketForm): { behind: string; before: string } {
  const [radius, height] = form.profile[0] ?? [0, 0];
  const leather = subject.palette.name === "Black" ? "#2f2a27" : subject.palette.name === "Natural" ? "#8a552e" : subject.palette.base;
  const [straw, dyed] = strawsOf(subject);
  const half = radius * 0.46;
  switch (form.handles) {
    case "long": {
      const loop = (drop: number) => `M${px(-half)} ${px(-height + drop)}C${px(-half)} ${px(-height - 330)} ${px(half)} ${px(-height - 330)} ${px(half)} ${px(-height + drop)}`;
      return { behind: `<g transform="translate(16 -36)">${strap(loop(0), shade(leather, -0.08), 26)}</g>`, before: strap(loop(110), leather, 28) };
    }
    case "hoop":
      return { behind: "", before: strap(`M${px(-radius * 0.93)} ${px(-height + 26)}C${px(-radius * 0.9)} ${px(-height - 420)} ${px(radius * 0.9)} ${px(-height - 420)} ${px(radius * 0.93)} ${px(-height + 26)}`, shade(straw, -0.1), 34) };
    case "ears": {
      const ear = (side: number) => `M${px(side * radius * 0.94)} ${px(-height * 0.93)}C${px(side * (radius + 130))} ${px(-height * 0.98)} ${px(side * (radius + 120))} ${px(-height * 0.66)} ${px(side * radius * 0.98)} ${px(-height * 0.7)}`;
      return { behind: "", before: strap(ear(-1), dyed, 32) + strap(ear(1), dyed, 32) };
    }
    default:
      return { behind: "", before: "" };
  }
}

function topOf(subject: Subject, form: BasketForm): string {
  const [radius, height] = form.profile[0] ?? [0, 0];
  if (form.lid === "cone") {
    const cone: Profile = [[10, 480], [40, 440], [150, 280], [290, 90], [322, 30], [322, 30], [318, 0]];
    return placed(wovenBody(subject, cone, { rows: 22, count: 34, slant: 0.3 }) + `<circle cy="-484" r="26" fill="${shade(strawsOf(subject)[1], 0.02)}"/>`, 0, { y: -height + 10 });
  }
  if (form.lid === "flat") {
    const flat: Profile = [[384, 70], [384, 70], [392, 50], [392, 0]];
    const [straw] = strawsOf(subject);
    const plank = linear(subject.sheet, 0, [[0, shade(straw, -0.05)], [0.4, shade(straw, 0.12)], [1, shade(straw, -0.12)]]);
    return placed(`${wovenBody(subject, flat, { rows: 3, count: 30, slant: 0 })}<ellipse cy="-70" rx="384" ry="65" fill="${plank}"/><path d="M-4 -135V-5M-40 -133V-8M40 -133V-8" stroke="${shade(straw, -0.25)}" stroke-width="4"/>`, 0, { y: -height });
  }
  return wovenOpening(subject, form.profile, Math.max(14, radius * 0.05));
}

function flatBasket(subject: Subject): Piece {
  const stretch = subject.form === "oval" ? 1.42 : 1;
  const radius = subject.form === "oval" ? 300 : 410;
  const light = radial(subject.sheet, [0.36, 0.32, 0.75], [[0, "#fff4da", 0.3], [0.5, "#fff4da", 0], [0.86, "#2a1608", 0.1], [0.93, "#2a1608", 0.34], [0.97, "#fff4da", 0.2], [1, "#2a1608", 0.4]]);
  return {
    markup: `${coil(subject, { radius, rings: subject.form === "oval" ? 17 : 21, stretch })}<ellipse rx="${px(radius * stretch)}" ry="${radius}" fill="${light}"/>`,
    width: radius * 2 * stretch,
    height: radius * 2,
    outline: circlePath([0, 0], radius * stretch, 1 / stretch),
  };
}

const isFlat = ({ form }: Subject) => form === "disc" || form === "oval";

export function basketPiece(subject: Subject): Piece {
  if (isFlat(subject)) return flatBasket(subject);
  const form = forms[subject.form] ?? { profile: [[300, 400], [260, 0]], look: { rows: 16, count: 30 } };
  const { behind, before } = handlesOf(subject, form);
  const height = (form.profile[0]?.[1] ?? 0) + (form.handles === "long" ? 230 : form.handles === "hoop" ? 310 : form.lid === "cone" ? 470 : 40);
  const opening = topOf(subject, form);
  const [first, second] = form.lid ? ["", opening] : [opening, ""];
  return {
    markup: behind + first + wovenBody(subject, form.profile, form.look) + (form.lid ? "" : rimLine(subject, form.profile)) + second + before,
    width: Math.max(...form.profile.map(([radius]) => radius)) * 2,
    height,
    outline: outlineOf(form.profile),
  };
}

/** The near edge of the rim, over the body's first row. */
function rimLine(subject: Subject, profile: Profile): string {
  const [radius, height] = profile[0] ?? [0, 0];
  const [straw] = strawsOf(subject);
  const path = `M${px(-radius)} ${px(-height)}A${px(radius)} ${px(radius * 0.17)} 0 0 0 ${px(radius)} ${px(-height)}`;
  return `<path d="${path}" fill="none" stroke="${shade(straw, -0.12)}" stroke-width="22" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${shade(straw, 0.08)}" stroke-width="13" stroke-linecap="round" transform="translate(0 -3)"/><path d="${path}" fill="none" stroke="${shade(straw, -0.22)}" stroke-width="18" stroke-dasharray="3 13" opacity=".7"/>`;
}

export const baskets: Artist = {
  piece: basketPiece,
  front(subject) {
    const { sheet, palette } = subject;
    const piece = basketPiece(subject);
    if (isFlat(subject)) return flatStage(sheet, mix(palette.wall, "#efe5d5", 0.3)) + lay(sheet, piece, { x: 600, y: 750, scale: 1.13, turn: -12, lift: 20 });
    const stage = tableStage(sheet, { wall: palette.wall, top: mix(palette.wall, "#f3e8d6", 0.6), horizon: 1000 });
    return stage + stand(sheet, piece, { x: 585, y: 1220, scale: Math.min(860 / piece.width, 860 / piece.height), foot: piece.width * 0.38 });
  },
  detail(subject) {
    const { sheet, palette } = subject;
    const piece = basketPiece(subject);
    if (isFlat(subject)) return flatStage(sheet, palette.wall) + lay(sheet, piece, { x: 470, y: 880, scale: 2.6, turn: -12, lift: 14 });
    const scale = Math.min(860 / piece.width, 860 / piece.height) * 2.5;
    return tableStage(sheet, { wall: palette.wall, top: palette.wall, horizon: 1480 }) + placed(piece.markup, 680, { y: 760 + (forms[subject.form]?.profile[0]?.[1] ?? 300) * scale * 0.62, scale });
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = basketPiece(subject);
    const wall = mix(palette.wall, "#efe6d6", 0.25);
    if (isFlat(subject)) {
      const top = flatStage(sheet, mix("#b58a62", palette.wall, 0.25)) + lay(sheet, piece, { x: 560, y: 760, scale: 1, turn: 16, lift: 14 });
      return top + fruit(sheet, { x: 500, y: 800, scale: 1.25 }) + fruit(sheet, { x: 640, y: 740, scale: 1.2 }, "#dd9a34") + fruit(sheet, { x: 610, y: 890, scale: 1.3 }, "#c8652f");
    }
    const scale = Math.min(520 / piece.width, 560 / piece.height);
    const closed = ["pointed", "picnic"].includes(subject.form);
    const rim = 1290 - (forms[subject.form]?.profile[0]?.[1] ?? 0) * scale;
    const stems = closed ? "" : [-150, -40, 80, 170].map((lean, index) => branch(`${slug} ${index}`, { x: 560 + lean * 0.3, y: rim + 20 }, { height: 360 - Math.abs(lean) * 0.4, lean, leaf: index % 2 ? "#808a62" : "#6a7a52" })).join("");
    return (
      roomStage(sheet, { wall, floor: "#b08a63" }) + palm(sheet, { x: 1010, y: 1130, scale: 1.1 }, { seed: `${slug} palm`, pot: shade(palette.accent, 0.08) }) +
      stems + stand(sheet, piece, { x: 560, y: 1290, scale, foot: piece.width * 0.38 })
    );
  },
};
